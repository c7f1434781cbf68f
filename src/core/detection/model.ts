import { z } from 'zod'
import { kinds } from '#core/kernel'

/** Whom a rule keeps its window for. */
const keys = [
  'account',
  'site',
  'source',
  'number',
  'block',
  'cell',
  'tail',
  'account+block',
  'account+cell',
  'called',
] as const

/** A number a site may set otherwise: a name for expressions, what it is by itself, and how far it may go. */
const Limit = z
  .strictObject({ is: z.number(), from: z.number(), to: z.number(), says: z.string() })
  .refine(({ is, from, to }) => from <= is && is <= to, 'is must lie between from and to')

/** A detection rule as written in content/rules/<id>/rule.yaml. */
export const RuleSource = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string(),
  kind: z.enum(kinds),
  looksFor: z.string(),
  /** Which events reach the window: an expression over the features of one event. */
  where: z.string(),
  by: z.enum(keys),
  window: z.string().regex(/^\d+[smhd]$/),
  /** name → count | count(expr) | sum(expr) | distinct(feature) | concurrent */
  measures: z.record(z.string(), z.string()),
  /** Numbers of `when` and `weight` that a site may set. */
  limits: z.record(z.string(), Limit).default({}),
  /** When it fires: an expression over the measures and the event. */
  when: z.string(),
  /** Evidence in natural log-odds: a number or an expression. 2.2 makes a thing nine times as likely. */
  weight: z.union([z.number(), z.string()]),
  /** Rules of one group say the same thing: only the strongest of a group counts. */
  group: z.string().optional(),
  /** Who is blamed. */
  blames: z.enum(['account', 'source', 'site']).default('account'),
  /** One sentence; {name} is a measure, {name:money}, {name:minutes} formatted. */
  say: z.string(),
})
export type RuleSource = z.output<typeof RuleSource>

/** What one rule says of one account, source or site: when first, when last, how strongly. */
export interface Signal {
  readonly rule: string
  /** UTC milliseconds of the oldest event in the window when it first fired. */
  since: number
  firedAt: number
  lastAt: number
  weight: number
  /** Measures at the strongest moment. */
  values: Readonly<Record<string, number>>
}

/** From here on an account is taken to be compromised, and from there on worth a look. */
export const BREACH = 0.8
export const WORTH_A_LOOK = 0.65

/** Everything held against one account, source or the site. */
export interface Suspect extends Episode {
  readonly what: 'account' | 'source' | 'site'
  /** Account name, IP address, or ''. */
  readonly name: string
  /** Attacks before, each long over when the next began. */
  readonly past: Episode[]
  /** When it was last worth a look; NaN while it never was. */
  alarmedAt: number
}

/** What is held against a suspect in one go. */
export interface Episode {
  /** 0-1, the highest it came to. */
  score: number
  readonly signals: Map<string, Signal>
  /** When it was first worth a look; NaN while it never was. */
  alarmedFrom: number
}
