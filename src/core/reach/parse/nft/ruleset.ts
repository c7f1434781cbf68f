import { type Base, type Hook, hooks, type RuleFile, type Step } from '../../model.ts'
import { createBuilder } from '../builder.ts'
import { isObject, type Json, type JsonObject } from '../json.ts'
import { unknown } from '../matches.ts'
import { type Context, statement } from './statements.ts'

/** Objects of `nft -j list ruleset`, whichever way they were read; text and line come with each. */
export interface NftObject {
  readonly line: number
  readonly text: string
  readonly object: JsonObject
}

const PRIORITIES: Readonly<Record<string, number>> = {
  raw: -300,
  mangle: -150,
  dstnat: -100,
  filter: 0,
  security: 50,
  srcnat: 100,
  out: 100,
}

/** "filter - 10", -10 */
function priorityOf(value: Json | undefined): number {
  if (typeof value === 'number') return value
  const [, name = '', sign = '+', more = '0'] =
    /^\s*([a-z]+)\s*(?:([+-])\s*(\d+))?\s*$/.exec(String(value)) ?? []
  if (PRIORITIES[name] === undefined) return Number(String(value).replace(/\s+/g, '')) || 0
  return PRIORITIES[name] + Number(`${sign}${more}`)
}

/** Tables, chains, sets and rules into a rule set. */
export function readRuleset(objects: readonly NftObject[], file: string): RuleFile {
  const builder = createBuilder(file)
  const elements = elementsOf(objects)
  const seen = new Set<string>()
  for (const { object, line, text } of objects) {
    const { chain, rule, table } = object
    if (isObject(table)) seen.add(String(table['family']))
    if (isObject(chain)) readChain(chain, line, text)
    if (isObject(rule)) readRule(rule, line, text)
  }
  if (seen.has('bridge'))
    builder.note('Rules of family bridge stand beside the routed way and are not asked.')

  function readChain(chain: JsonObject, line: number, text: string): void {
    const family = String(chain['family'])
    const name = String(chain['name'])
    const key = keyOf(chain, name)
    const hook = String(chain['hook']) as Hook
    if (!isRouted(family) || chain['hook'] === undefined || !hooks.includes(hook)) {
      builder.chain(key, name)
      return
    }
    const base: Base = {
      hook,
      priority: priorityOf(chain['prio']),
      type: chain['type'] === 'nat' ? 'nat' : 'filter',
      policy: chain['policy'] === 'drop' ? 'drop' : 'accept',
      policyAt: builder.at(line),
      policyText: text,
      decides: chain['type'] === 'filter' && ['input', 'forward', 'output'].includes(hook),
      family: family === 'ip' ? 4 : family === 'ip6' ? 6 : 'both',
    }
    builder.base(key, name, base)
  }

  function readRule(rule: JsonObject, line: number, text: string): void {
    const name = String(rule['chain'])
    const context: Context = {
      chainKey: (target) => keyOf(rule, target),
      elements: (set) => elements.get(`${keyOf(rule, '')}${set}`) ?? null,
    }
    const parts = Array.isArray(rule['expr']) ? rule['expr'] : []
    const steps = parts.flatMap((each: Json): Step[] =>
      isObject(each) ? statement(each, context) : [{ match: unknown(`statement ${JSON.stringify(each)}`) }],
    )
    builder.rule(keyOf(rule, name), name, { at: builder.at(line), text, steps })
  }
  // nft lists every table there is: a version of IP without a table is open.
  return builder.done('nftables', [4, 6])
}

const isRouted = (family: string): boolean => ['ip', 'ip6', 'inet', 'netdev'].includes(family)

const keyOf = (owner: JsonObject, name: string): string =>
  `nft ${String(owner['family'])} ${String(owner['table'])} ${name}`

function elementsOf(objects: readonly NftObject[]): Map<string, readonly Json[]> {
  const found = new Map<string, readonly Json[]>()
  for (const { object } of objects) {
    const set = object['set'] ?? object['map']
    if (!isObject(set)) continue
    const list = set['elem']
    found.set(`${keyOf(set, '')}${String(set['name'])}`, Array.isArray(list) ? list : [])
  }
  for (const { object } of objects) {
    const more = object['element']
    if (!isObject(more) || !Array.isArray(more['elem'])) continue
    const key = `${keyOf(more, '')}${String(more['name'])}`
    found.set(key, [...(found.get(key) ?? []), ...more['elem']])
  }
  return found
}
