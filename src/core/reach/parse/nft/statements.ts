import { parseNetwork } from '../../addresses.ts'
import type { Action, Range, Step, Translation } from '../../model.ts'
import { isObject, type Json, type JsonObject } from '../json.ts'
import { anyOf, unknown } from '../matches.ts'
import { compare, type Named } from './compare.ts'
import { rangeOf } from './values.ts'

export interface Context extends Named {
  chainKey(name: string): string
}

const FIXED: Readonly<Record<string, Action>> = {
  accept: { kind: 'accept' },
  drop: { kind: 'drop' },
  reject: { kind: 'drop' },
  return: { kind: 'return' },
  continue: { kind: 'continue' },
  notrack: { kind: 'untrack' },
}

// Change or count, and let the packet go on.
const GO_ON = new Set([
  'counter',
  'log',
  'last',
  'comment',
  'flow',
  'dup',
  'ct helper',
  'ct timeout',
  'ct expectation',
  'set',
  'map',
  'secmark',
  'trace',
  'reset',
])
const COUNTING = new Set(['limit', 'quota', 'ct count', 'meter', 'connlimit'])

/** The steps of one statement of a rule. */
export function statement(given: JsonObject, context: Context): Step[] {
  const [name = '', value = null] = Object.entries(given)[0] ?? []
  if (FIXED[name]) return [{ action: FIXED[name] }]
  if (
    name === 'set' &&
    isObject(value) &&
    value['stmt'] !== undefined &&
    JSON.stringify(value['stmt']).includes('limit')
  )
    return [{ match: unknown(`limit of ${JSON.stringify(value['set'])}`, true) }]
  if (GO_ON.has(name)) return []
  if (COUNTING.has(name)) return [{ match: unknown(counting(name, value), true) }]
  if (isObject(value)) return withObject(name, value, context)
  if (name === 'masquerade' || name === 'redirect') return [{ action: translation(name, {}, context) }]
  return [{ action: { kind: 'unknown', text: name } }]
}

function withObject(name: string, value: JsonObject, context: Context): Step[] {
  switch (name) {
    case 'match':
      return [{ match: compare(value['left'] ?? null, String(value['op']), value['right'] ?? null, context) }]
    case 'jump':
    case 'goto':
      return [{ action: { kind: name, chain: context.chainKey(String(value['target'])) } }]
    case 'vmap':
      return [{ action: verdictMap(value, context) }]
    case 'mangle':
      return mangle(value)
    case 'dnat':
    case 'snat':
    case 'masquerade':
    case 'redirect':
      return [{ action: translation(name, value, context) }]
    case 'xt':
      return xtables(value)
    case 'unread':
      return [{ match: unknown(String(value['text'])) }]
    default:
      return [{ action: { kind: 'unknown', text: name } }]
  }
}

/** Extensions of iptables inside nft: the listing names them and does not say what they ask. */
function xtables({ type, name }: JsonObject): Step[] {
  if (type === 'match')
    return [{ match: unknown(`extension ${String(name)}, which this listing does not spell out`) }]
  return [{ action: { kind: 'unknown', text: `extension ${String(name)}` } }]
}

const counting = (name: string, value: Json): string =>
  `${name} ${
    isObject(value)
      ? Object.entries(value)
          .map(([key, each]) => `${key} ${String(each)}`)
          .join(' ')
      : String(value ?? '')
  }`.trim()

/** Elements of a map: [key, value] pairs, or { elem: { val: [key, value] } }. */
function pairs(data: Json | undefined, { elements }: Named): readonly (readonly [Json, Json])[] | null {
  const list =
    typeof data === 'string' && data.startsWith('@')
      ? elements(data.slice(1))
      : isObject(data) && Array.isArray(data['set'])
        ? data['set']
        : null
  if (!list) return null
  return list.flatMap((each): (readonly [Json, Json])[] =>
    Array.isArray(each) && each.length === 2 ? [[each[0] as Json, each[1] as Json]] : [],
  )
}

const isRest = (key: Json): boolean =>
  key === '*' || (isObject(key) && isObject(key['elem']) && key['elem']['val'] === '*')

function cases(key: Json, data: Json | undefined, context: Context, act: (value: Json) => Action): Action {
  const list = pairs(data, context)
  if (!list) return { kind: 'unknown', text: `map ${JSON.stringify(data)}, whose content is not given` }
  const ordinary = list.filter(([each]) => !isRest(each))
  const rest = list.filter(([each]) => isRest(each))
  return {
    kind: 'choose',
    cases: [
      ...ordinary.map(([each, value]) => ({ match: compare(key, '==', each, context), action: act(value) })),
      ...rest.map(([, value]) => ({
        match: anyOf(compare(key, '!=', { set: [] }, context)),
        action: act(value),
      })),
    ],
  }
}

function verdictMap({ key, data }: JsonObject, context: Context): Action {
  return cases(key ?? null, data, context, (value) => {
    const steps = isObject(value) ? statement(value, context) : []
    const [step] = steps
    return step && 'action' in step ? step.action : { kind: 'unknown', text: JSON.stringify(value) }
  })
}

function translation(name: string, value: JsonObject, context: Context): Action {
  const own = name === 'masquerade' || name === 'redirect'
  const [addr, port] = [own ? null : (value['addr'] ?? null), value['port'] ?? null]
  const mapped = [addr, port].find((each) => isObject(each) && isObject(each['map']))
  if (isObject(mapped) && isObject(mapped['map']))
    return mappedTranslation(name, value, mapped['map'], context)
  const to = targetOf(addr, port)
  if (!to) return { kind: 'unknown', text: `${name} to ${JSON.stringify(value)}` }
  const side = name === 'dnat' || name === 'redirect' ? 'dst' : 'src'
  return { kind: 'translate', side, ...(own ? { address: 'own' as const } : {}), ...to }
}

/** Address and port of a translation; null when they cannot be read. */
function targetOf(addr: Json, port: Json): Pick<Translation, 'address' | 'family' | 'port'> | null {
  const ports = port === null ? null : rangeOf(port, 'port')
  const network = addr === null ? null : addressRange(addr)
  if ((port !== null && !ports) || (addr !== null && !network)) return null
  return {
    ...(network ? { address: network.range, family: network.family } : {}),
    ...(ports ? { port: ports } : {}),
  }
}

function addressRange(value: Json): { family: 4 | 6; range: Range } | null {
  for (const [kind, family] of [
    ['address4', 4],
    ['address6', 6],
  ] as const) {
    const range = rangeOf(value, kind)
    if (range) return { family, range }
  }
  return typeof value === 'string' ? parseNetwork(value) : null
}

/** dnat to tcp dport map { 80 : 10.0.0.1 . 8080 } */
function mappedTranslation(name: string, value: JsonObject, map: JsonObject, context: Context): Action {
  const inAddress = isObject(value['addr']) && isObject(value['addr']['map'])
  return cases(map['key'] ?? null, map['data'], context, (to) => {
    const both = isObject(to) && Array.isArray(to['concat']) ? to['concat'] : null
    const next: Record<string, Json> = { ...value }
    if (both) Object.assign(next, { addr: both[0] as Json, port: both[1] as Json })
    else next[inAddress ? 'addr' : 'port'] = to
    return translation(name, next, context)
  })
}

const markOf = (expression: Json | undefined): 'packet' | 'connection' | null => {
  if (!isObject(expression)) return null
  const { meta, ct } = expression
  if (isObject(meta) && meta['key'] === 'mark') return 'packet'
  return isObject(ct) && ct['key'] === 'mark' ? 'connection' : null
}

function mangle({ key, value }: JsonObject): Step[] {
  const of = markOf(key)
  if (of === null) return []
  const action = setMark(of, value ?? null)
  return [
    { action: action ?? { kind: 'mark', of, keep: 0xffff_ffff, flip: 0 } },
    ...(action ? [] : [unreadMark(of)]),
  ]
}

const unreadMark = (of: string): Step => ({
  action: { kind: 'unknown', text: `sets the ${of} mark to something headers do not tell` },
})

const numeric = (value: Json | undefined): number | null => {
  const range = value === undefined ? null : rangeOf(value, 'number')
  return range && range[0] === range[1] ? Number(range[0]) >>> 0 : null
}

/** n, the other mark, or the mark AND / OR / XOR something. */
function setMark(of: 'packet' | 'connection', value: Json): Action | null {
  const plain = numeric(value)
  if (plain !== null) return { kind: 'mark', of, keep: 0, flip: plain }
  const from = markOf(value)
  if (from === of) return { kind: 'continue' }
  if (from !== null) return { kind: 'copy-mark', from, clear: 0xffff_ffff, take: 0xffff_ffff }
  const bits = bitwise(of, value)
  return bits ? { kind: 'mark', of, ...bits } : null
}

function bitwise(of: 'packet' | 'connection', value: Json): { keep: number; flip: number } | null {
  if (markOf(value) === of) return { keep: 0xffff_ffff, flip: 0 }
  if (!isObject(value)) return null
  for (const [op, parts] of Object.entries(value)) {
    if (!Array.isArray(parts) || parts.length !== 2) return null
    const inner = bitwise(of, parts[0] as Json)
    const by = numeric(parts[1] as Json)
    if (!inner || by === null) return null
    if (op === '&') return { keep: (inner.keep & by) >>> 0, flip: (inner.flip & by) >>> 0 }
    if (op === '|') return { keep: (inner.keep & ~by) >>> 0, flip: ((inner.flip & ~by) | by) >>> 0 }
    if (op === '^') return { keep: inner.keep, flip: (inner.flip ^ by) >>> 0 }
  }
  return null
}
