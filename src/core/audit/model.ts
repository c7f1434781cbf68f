import { z } from 'zod'
import { resourceTypes } from '#core/inventory'

export const areas = ['PW', 'MFA', 'FW', 'SEG', 'VER', 'ADM', 'SIP', 'MON'] as const
export type Area = (typeof areas)[number]
export const efforts = ['minutes', 'hours', 'days'] as const
export type Effort = (typeof efforts)[number]
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof severities)[number]

const Scalar = z.union([z.string(), z.number(), z.boolean()])

/** What a fact must be: a value, or one test of it. A fact that is not there makes the condition unknown, save for `there`. */
const Condition = z.union([
  Scalar,
  z.strictObject({ below: z.number() }),
  z.strictObject({ above: z.number() }),
  z.strictObject({ not: Scalar }),
  z.strictObject({ oneOf: z.array(Scalar).min(1) }),
  z.strictObject({ matches: z.string() }),
  z.strictObject({ empty: z.boolean() }),
  z.strictObject({ has: z.string() }),
  z.strictObject({ there: z.boolean() }),
])
export type Condition = z.output<typeof Condition>

/** All of these must hold. */
const Conditions = z.record(z.string(), Condition)
export type Conditions = z.output<typeof Conditions>

/** What holds the total at 39 at most, whatever the rest; it counts where the finding is critical. */
const Cap = z.enum(['open-control', 'known-exploited', 'default-credential', 'open-toll'])
export type Cap = z.output<typeof Cap>

/** A check as written in content/checks/<platform>/<id>/check.yaml. */
export const CheckSource = z
  .strictObject({
    id: z.string().regex(/^(?:PW|MFA|FW|SEG|VER|ADM|SIP|MON)-\d{3}$/),
    title: z.string().describe('What is asked, as a statement that should be true'),
    severity: z.enum(severities),
    on: z
      .enum(resourceTypes)
      .optional()
      .describe('The type of resource that is asked; none where only a person can see it'),
    where: Conditions.default({}).describe('Which resources are meant'),
    fails: z.array(Conditions).default([]).describe('It fails where all conditions of one entry hold'),
    otherwise: z
      .array(z.strictObject({ when: Conditions, severity: z.enum(severities) }))
      .default([])
      .describe('Another severity in some cases; the first that fits'),
    ask: z
      .string()
      .optional()
      .describe('What a person must look at and attest, where nothing that was given tells'),
    effort: z
      .enum(efforts)
      .default('minutes')
      .describe('How long the fix takes somebody who knows the system'),
    cap: Cap.optional(),
    evidence: z.string().optional().describe('The fact whose line is shown'),
    say: z.string().describe('One sentence on a resource that fails; {name} and {fact} are filled in'),
    why: z.string().describe('Why it matters, one plain sentence'),
    fix: z.string().describe('What to change, exactly'),
    control: z
      .strictObject({ kind: z.string(), target: z.string() })
      .optional()
      .describe('The control that makes the fix on a connected system; {name} is filled in'),
    reference: z.string().optional(),
  })
  .refine(
    (check) => check.on !== undefined || check.ask !== undefined,
    '`on` with `fails`, or `ask`, or both',
  )
export type CheckSource = z.output<typeof CheckSource>

export type Status = 'fail' | 'pass' | 'manual' | 'not-assessed'

export interface Evidence {
  readonly file: string
  readonly line: number
  readonly text: string
}

/** The answer of one check, for one resource where it fails. */
export interface Finding {
  readonly check: string
  readonly area: Area
  readonly title: string
  readonly status: Status
  readonly severity: Severity
  /** What fails; '' for the site as a whole. */
  readonly resource: string
  readonly evidence: Evidence | null
  readonly reason: string
  readonly why: string
  readonly fix: string
  /** What would make the fix on a connected system; null: somebody must. Audits of before have none. */
  readonly control?: { readonly kind: string; readonly target: string } | null
  readonly cap: Cap | null
}

export interface AreaScore {
  readonly area: Area
  /** 0-100; null when nothing of it was assessed. */
  readonly score: number | null
  readonly assessed: number
  readonly checks: number
  readonly failed: number
}

export interface Score {
  /** 0-100; null when nothing was assessed. */
  readonly score: number | null
  readonly scoreWithoutCaps: number | null
  /** 0-100: the share of checks that were assessed. */
  readonly coverage: number
  readonly caps: readonly { readonly cap: Cap; readonly check: string; readonly resource: string }[]
  readonly areas: readonly AreaScore[]
}
