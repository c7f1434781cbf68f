import type { DetectionRule, RulesTrial } from '#contract'
import { count } from '../../format.ts'

/** What a person is about to set of one rule. */
export interface RuleDraft {
  readonly on: boolean
  readonly limits: Readonly<Record<string, number>>
}
/** By rule; one that is not in it is as the site has it. */
export type Draft = Readonly<Record<string, RuleDraft>>

export const standing = ({ on, limits }: DetectionRule): RuleDraft => ({
  on,
  limits: Object.fromEntries(limits.map(({ name, value }) => [name, value])),
})

const same = (a: RuleDraft, b: RuleDraft): boolean =>
  a.on === b.on && Object.keys(b.limits).every((name) => a.limits[name] === b.limits[name])

/** The draft with one rule set; what is again as the site has it leaves the draft. */
export function drafted(draft: Draft, rule: DetectionRule, set: RuleDraft): Draft {
  const { [rule.id]: _, ...others } = draft
  return same(set, standing(rule)) ? others : { ...others, [rule.id]: set }
}

/** All settings of the site with the draft in them, as the API takes them: nothing that is as the rule comes. */
export function trialOf(rules: readonly DetectionRule[], draft: Draft): RulesTrial['rules'] {
  const entries = rules.map((rule): [string, RulesTrial['rules'][string]] => {
    const { on, limits } = draft[rule.id] ?? standing(rule)
    const own = rule.limits.filter(({ name, is }) => limits[name] !== is)
    return [rule.id, { on, limits: Object.fromEntries(own.map(({ name }) => [name, limits[name] ?? 0])) }]
  })
  return Object.fromEntries(entries.filter(([, { on, limits }]) => !on || Object.keys(limits).length > 0))
}

/** What changes, a sentence each. */
export function changesOf(rules: readonly DetectionRule[], draft: Draft): readonly string[] {
  return rules.flatMap((rule) => {
    const set = draft[rule.id]
    if (!set) return []
    if (set.on !== rule.on) return [`${rule.title}: ${set.on ? 'on' : 'off'}`]
    return rule.limits
      .filter(({ name, value }) => set.limits[name] !== value)
      .map(
        ({ name, says, value }) =>
          `${rule.title}: ${says.toLowerCase()} ${count(set.limits[name] ?? value)}, not ${count(value)}`,
      )
  })
}

const whose: Readonly<Record<string, string>> = {
  account: 'for each account',
  site: 'for the whole site',
  source: 'for each address',
  number: 'for each number',
  block: 'for each block of numbers',
  cell: 'for each country and kind of number',
  tail: 'for each number, however it was dialled',
  called: 'for each number called',
  'account+block': 'for each account and block of numbers',
  'account+cell': 'for each account and country',
}
const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  s: ['second', 'seconds'],
  m: ['minute', 'minutes'],
  h: ['hour', 'hours'],
  d: ['day', 'days'],
}

/** "Looks back 24 hours, for each account". */
export function scopeWords({ window, by }: DetectionRule): string {
  const length = Number(window.slice(0, -1))
  const [one, many] = units[window.slice(-1)] ?? ['', '']
  return `Looks back ${length} ${length === 1 ? one : many}, ${whose[by] ?? by}`
}
