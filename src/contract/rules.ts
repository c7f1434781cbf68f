import { z } from 'zod'
import { RuleSettings } from '#core/kernel'
import { VerdictChange } from './marks.ts'
import { FlaggedCall, KindJson, MoneyJson } from './verdict.ts'

export const RuleLimit = z.object({
  name: z.string(),
  says: z.string().describe('what it counts, in plain words'),
  is: z.number().describe('what it is where the site says nothing'),
  from: z.number(),
  to: z.number(),
  value: z.number().describe('what it is at this site'),
})

export const DetectionRule = z
  .object({
    id: z.string(),
    title: z.string(),
    kind: KindJson,
    looksFor: z.string().describe('in plain words'),
    triage: z.string().describe('what to do when it speaks'),
    by: z.string().describe('whose events it counts together'),
    window: z.string().describe('how long it looks back: 24h'),
    signIns: z.boolean().describe('it looks at sign-ins, not at calls'),
    exact: z
      .object({ where: z.string(), when: z.string(), weight: z.string() })
      .describe('as the engine reads it'),
    on: z.boolean(),
    changed: z.boolean().describe('the site has set it otherwise than it comes'),
    limits: z.array(RuleLimit),
    fires: z.number().int().describe('events of the proof on which it must speak'),
    quiet: z.number().int().describe('events of the proof on which it must not'),
  })
  .meta({ id: 'DetectionRule' })
export type DetectionRule = z.infer<typeof DetectionRule>

export const SiteRules = z.object({ rules: z.array(DetectionRule) }).meta({ id: 'SiteRules' })
export type SiteRules = z.infer<typeof SiteRules>

const Played = z.object({
  holds: z.boolean(),
  spoke: z.number().int().describe('how often it spoke'),
  events: z.array(
    z.object({
      at: z.string(),
      account: z.string(),
      what: z.string().describe('a call, which way, or a sign-in'),
      other: z.string().describe('the number at the other end, or the address that signed in'),
      seconds: z.number(),
    }),
  ),
})

/** The proof of a rule, played with the settings of the site. */
export const RuleProof = z.object({ fires: Played, quiet: Played }).meta({ id: 'RuleProof' })
export type RuleProof = z.infer<typeof RuleProof>

export const RulesTrial = z
  .object({ rules: RuleSettings.describe('what the site would set; what is left out is as the rule comes') })
  .meta({ id: 'RulesTrial' })
export type RulesTrial = z.infer<typeof RulesTrial>

const Calls = z.object({
  total: z.number().int(),
  cost: MoneyJson,
  calls: z.array(FlaggedCall).describe('the first 200'),
})

/** What the calls of the site would be judged to be with other rules. */
export const RulesDifference = z.object({
  from: z.string().nullable().describe('the first call that was looked at; null: there are none'),
  to: z.string().nullable(),
  calls: z.number().int(),
  signIns: z.number().int(),
  change: VerdictChange,
  newly: Calls.describe('flagged with the new settings alone'),
  noLonger: Calls.describe('flagged with the old settings alone'),
  proofs: z
    .array(z.object({ rule: z.string(), title: z.string(), fires: z.boolean(), quiet: z.boolean() }))
    .describe('of the rules that were changed and are on: whether their proof holds with the new settings'),
})
export type RulesDifference = z.infer<typeof RulesDifference>

export const RulesReplay = z
  .object({
    id: z.string(),
    state: z.enum(['running', 'done', 'failed']),
    share: z.number().describe('0 to 1, how much of the work is done'),
    difference: RulesDifference.nullable(),
    problem: z.object({ code: z.string(), detail: z.string(), remedy: z.string() }).nullable(),
  })
  .meta({ id: 'RulesReplay' })
export type RulesReplay = z.infer<typeof RulesReplay>

export const RulesSave = z
  .object({ replay: z.string().max(100).describe('the settings of this replay are saved') })
  .meta({ id: 'RulesSave' })
