import { DomainError } from '#core/kernel'
import type { RuleFile } from '../../model.ts'
import { isObject, type Json, type JsonObject, parseJson } from '../json.ts'
import { type NftObject, readRuleset } from './ruleset.ts'
import { objectsOf } from './text.ts'

export const looksLikeNftJson = (text: string): boolean => /^\s*\{\s*"nftables"\s*:/.test(text)
export const looksLikeNftText = (text: string): boolean =>
  /^\s*table\s+(?:(?:inet|ip6?|arp|bridge|netdev)\s+)?[\w.-]+\s*\{/m.test(text) &&
  /\bchain\s+[\w.-]+\s*\{/.test(text)

/** nft -j list ruleset. */
export function parseNftJson(text: string, file: string): RuleFile {
  const { value, lineOf } = parseJson(text, file)
  const list = isObject(value) ? value['nftables'] : null
  if (!Array.isArray(list))
    throw new DomainError(
      'rules-broken',
      `${file}:1: "nftables" is no list`,
      'Give the whole output of nft -j list ruleset.',
    )
  const objects = list.flatMap((object: Json): NftObject[] => {
    if (!isObject(object)) return []
    const added = isObject(object['add'] ?? null) ? (object['add'] as typeof object) : object
    return [{ object: added, line: lineOf(object), text: textOf(added) }]
  })
  return readRuleset(objects, file)
}

function textOf(object: JsonObject): string {
  const { rule, chain } = object
  if (isObject(chain))
    return `chain ${String(chain['name'])} policy ${String(chain['policy'] ?? 'accept')} (${String(chain['family'])} ${String(chain['table'])})`
  if (!isObject(rule)) return ''
  const parts = Array.isArray(rule['expr']) ? rule['expr'].map(spell) : []
  return `${parts.join(' ')} (${String(rule['family'])} ${String(rule['table'])} ${String(rule['chain'])}, handle ${String(rule['handle'] ?? '?')})`
}

/** Close to what nft would write: enough to find the rule again. */
function spell(value: Json): string {
  if (value === null) return ''
  if (Array.isArray(value)) return value.map(spell).join(', ')
  if (!isObject(value)) return String(value)
  const [name = '', inner = null] = Object.entries(value)[0] ?? []
  const speller = isObject(inner) ? objectSpellers[name] : undefined
  if (speller && isObject(inner)) return speller(inner, name)
  const list = Array.isArray(inner) ? listSpellers[name] : undefined
  if (list && Array.isArray(inner)) return list(inner.map(spell))
  return inner === null || name === 'counter' ? name : `${name} ${spell(inner)}`
}

const key = (inner: JsonObject, name: string): string => `${name} ${String(inner['key'])}`
const target = (inner: JsonObject, name: string): string => `${name} ${String(inner['target'])}`

const objectSpellers: Readonly<Record<string, (inner: JsonObject, name: string) => string>> = {
  match({ left = null, op = '', right = null }) {
    const sign = op === '==' || op === 'in' ? '' : String(op)
    return [spell(left), sign, spell(right)].filter((each) => each !== '').join(' ')
  },
  payload: ({ protocol = '', field = '' }) => `${String(protocol)} ${String(field)}`,
  prefix: ({ addr = '', len = '' }) => `${String(addr)}/${String(len)}`,
  vmap: ({ key: what = null, data = null }) => `${spell(what)} vmap ${spell(data)}`,
  meta: key,
  ct: key,
  jump: target,
  goto: target,
  counter: () => 'counter',
}

const listSpellers: Readonly<Record<string, (parts: readonly string[]) => string>> = {
  range: (parts) => parts.join('-'),
  set: (parts) => `{ ${parts.join(', ')} }`,
  concat: (parts) => parts.join(' . '),
  '&': (parts) => parts.join(' & '),
}

/** nft list ruleset. */
export const parseNftText = (text: string, file: string): RuleFile => readRuleset(objectsOf(text), file)
