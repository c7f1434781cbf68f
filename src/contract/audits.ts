import { z } from 'zod'
import { AuditFinding } from './audit.ts'
import { ClosingJson, DeadRulesJson, MatrixJson } from './reach.ts'

const Score = z.number().int().nullable().describe('0-100; null when nothing could be assessed')
const {
  area: Area,
  status: Status,
  severity: Severity,
  evidence: Evidence,
  control: Control,
} = AuditFinding.shape
const Line = z.string().trim().min(1).max(500)

export const AuditSummary = z
  .object({
    id: z.string(),
    at: z.string(),
    by: z.string(),
    source: z.object({
      kind: z.enum(['files', 'connections']),
      names: z.array(z.string()).describe('files that were sent, or systems that were read'),
    }),
    score: Score,
    coverage: z.number().int().describe('per cent of the checks that were assessed'),
    failed: z.number().int().describe('checks that failed'),
  })
  .meta({ id: 'AuditSummary' })
export type AuditSummary = z.infer<typeof AuditSummary>

export const AuditPage = z
  .object({ items: z.array(AuditSummary), nextCursor: z.string().nullable() })
  .meta({ id: 'AuditPage' })
export type AuditPage = z.infer<typeof AuditPage>

const Moved = z.object({ check: z.string(), title: z.string(), severity: Severity, resource: z.string() })

/** Against the audit before. What was not assessed in one of the two is counted apart: nothing is concluded from it. */
const AuditDrift = z.object({
  before: z.object({ id: z.string(), at: z.string() }),
  appeared: z.array(Moved).describe('the worst 200; fails now, was assessed before and did not fail'),
  appearedTotal: z.number().int(),
  gone: z.array(Moved).describe('the worst 200; failed before, was assessed now and does not fail'),
  goneTotal: z.number().int(),
  still: z.number().int(),
  firstSeen: z.number().int().describe('fails now, was not looked at before'),
  notSeen: z.number().int().describe('failed before, was not looked at now'),
})

const Door = z.object({
  cap: z.enum(['open-control', 'known-exploited', 'default-credential', 'open-toll']),
  check: z.string(),
  resource: z.string(),
  reason: z.string(),
  evidence: Evidence,
})

/** An audit as the page about it shows it, with the answers people gave since. */
export const AuditView = AuditSummary.extend({
  scoreWithoutCaps: Score,
  areas: z.array(
    z.object({
      area: Area,
      score: Score,
      assessed: z.number().int(),
      checks: z.number().int(),
      failed: z.number().int(),
    }),
  ),
  doors: z.array(Door).describe('what holds the score at 39: each lets an intruder in by itself; 50 at most'),
  doorsTotal: z.number().int(),
  fixes: z
    .array(
      z.object({
        check: z.string(),
        title: z.string(),
        severity: Severity,
        effort: z.enum(['minutes', 'hours', 'days']),
        why: z.string(),
        places: z.number().int().describe('how many resources it fails on'),
      }),
    )
    .describe('what to mend first: the most risk for the least time; accepted risks are left out'),
  accepted: z.number().int().describe('findings somebody answers for; they count in the score all the same'),
  notAssessed: z
    .array(z.object({ check: z.string(), area: Area, title: z.string(), reason: z.string() }))
    .describe('what nothing that was given tells of: never a pass'),
  manual: z
    .array(
      z.object({
        check: z.string(),
        area: Area,
        title: z.string(),
        severity: Severity,
        ask: z.string().describe('what a person must look at'),
      }),
    )
    .describe('what only a person can answer'),
  drift: AuditDrift.nullable().describe('null: there is none before it'),
  input: z.object({
    files: z.number().int(),
    ignored: z.array(z.string()).describe('files no reader knows; 200 at most'),
    ignoredTotal: z.number().int(),
    problems: z.array(z.object({ file: z.string(), line: z.number().int(), reason: z.string() })),
  }),
  has: z.object({ matrix: z.boolean(), rules: z.boolean(), devices: z.number().int() }),
}).meta({ id: 'AuditView' })
export type AuditView = z.infer<typeof AuditView>

const CheckRow = z.object({
  check: z.string(),
  area: Area,
  title: z.string(),
  status: Status,
  severity: Severity,
  places: z.number().int().describe('resources it fails on'),
  accepted: z.number().int().describe('of them, how many somebody answers for'),
  appeared: z.number().int().describe('of them, how many did not fail in the audit before'),
})

export const AuditChecks = z.object({ checks: z.array(CheckRow) }).meta({ id: 'AuditChecks' })
export type AuditChecks = z.infer<typeof AuditChecks>

export const RiskView = z
  .object({
    id: z.string(),
    check: z.string(),
    resource: z.string(),
    reason: z.string(),
    owner: z.string(),
    by: z.string(),
    at: z.string(),
    until: z.string(),
    expired: z.boolean(),
  })
  .meta({ id: 'RiskView' })
export type RiskView = z.infer<typeof RiskView>

export const CheckView = CheckRow.extend({
  why: z.string(),
  effort: z.enum(['minutes', 'hours', 'days']),
  reference: z.string(),
  requirements: z.array(z.string()).describe('what frameworks ask of it: NIST SP 800-53 IA-5 …'),
  ask: z.string().nullable().describe('what a person can attest; null: nothing'),
  attested: z
    .object({
      answer: z.enum(['pass', 'fail']),
      by: z.string(),
      on: z.string(),
      until: z.string(),
      note: z.string(),
    })
    .nullable()
    .describe('the newest answer somebody gave, whether it still holds or not'),
  on: z
    .array(
      z.object({
        resource: z.string(),
        severity: Severity,
        reason: z.string(),
        evidence: Evidence,
        fix: z.string(),
        control: Control.describe('makes the fix; null: somebody must, or the files were sent'),
        appeared: z.boolean(),
        risk: RiskView.nullable(),
      }),
    )
    .describe('500 at most'),
}).meta({ id: 'CheckView' })
export type CheckView = z.infer<typeof CheckView>

export const AcceptRisk = z
  .object({
    resources: z.array(z.string().max(1000)).min(1).max(500).describe('as the finding names them'),
    reason: Line.min(10).describe('why it can be lived with'),
    owner: Line.max(100).describe('who answers for it'),
    until: z.iso.date().describe('the last day; two years on at most'),
  })
  .meta({ id: 'AcceptRisk' })
export type AcceptRisk = z.infer<typeof AcceptRisk>

export const AttestCheck = z
  .object({
    answer: z.enum(['pass', 'fail']),
    by: Line.max(100).describe('who looked'),
    on: z.iso.date().describe('the day, not in the future'),
    validDays: z.number().int().min(1).max(730).default(365),
    note: z.string().trim().max(1000).default('').describe('what was seen; no secrets'),
  })
  .meta({ id: 'AttestCheck' })
export type AttestCheck = z.infer<typeof AttestCheck>

export const AuditPlanJson = z
  .object({
    every: z.enum(['never', 'day', 'week']),
    zones: z.string().max(60_000).describe('zones.yaml for what is read from connected systems; "" for none'),
  })
  .meta({ id: 'AuditPlanInput' })
export type AuditPlanJson = z.infer<typeof AuditPlanJson>

export const AuditPlanView = AuditPlanJson.extend({
  nextAt: z.string().nullable(),
  problem: z.string().describe('why the last one did not come about; "" when it did'),
  systems: z.array(z.string()).describe('connected systems that tell their configuration'),
}).meta({ id: 'AuditPlanView' })
export type AuditPlanView = z.infer<typeof AuditPlanView>

const Answer = MatrixJson.shape.cells.unwrap().element.shape.answer

export const AuditReach = z
  .object({
    zones: MatrixJson.shape.zones,
    services: MatrixJson.shape.services,
    cells: z
      .array(z.object({ from: z.string(), to: z.string(), service: z.string(), answer: Answer }))
      .describe('witness and rules of one: /reach/cell'),
    questions: z
      .array(z.object({ check: z.string(), title: z.string(), status: Status, severity: Severity }))
      .describe('the standard questions, as the checks answer them'),
    dead: DeadRulesJson.nullable().describe('rules that never count; null: no rules were given'),
  })
  .meta({ id: 'AuditReach' })
export type AuditReach = z.infer<typeof AuditReach>

export const ReachCell = MatrixJson.shape.cells.unwrap().element.meta({ id: 'ReachCell' })
export type ReachCell = z.infer<typeof ReachCell>

const Term = z.string().trim().min(1).max(200)

export const ReachWish = z
  .object({
    from: Term.describe('zone, address, network or any; as sent'),
    to: Term,
    proto: Term.max(20).optional(),
    port: Term.optional().describe('5060, 10000-20000 or 5060,5061'),
    state: Term.max(20).optional(),
  })
  .meta({ id: 'ReachWish' })
export type ReachWish = z.infer<typeof ReachWish>

export const CloseWish = ReachWish.omit({ state: true })
  .extend({ keep: Term.max(2000).optional().describe('addresses and networks that may pass still') })
  .meta({ id: 'CloseWish' })
export type CloseWish = z.infer<typeof CloseWish>

export const ReachClosing = ClosingJson.meta({ id: 'ReachClosing' })
export type ReachClosing = z.infer<typeof ReachClosing>

export const AuditedDevices = z
  .object({
    devices: z.array(
      z.object({
        name: z.string(),
        vendor: z.string(),
        product: z.string(),
        version: z.string(),
        address: z.string(),
        from: z
          .enum(['inventory', 'configuration', 'registration'])
          .describe('inventory.yaml, a program its configuration names, or as its user agent claims'),
        userAgent: z.string(),
        reachable: z.boolean().nullable().describe('from outside; null: nobody can tell'),
        listed: z.boolean().describe('false: no advisory here is about such a device; no sign of safety'),
        advisories: z.array(
          z.object({
            id: z.string(),
            summary: z.string(),
            severity: z.string().nullable(),
            knownExploited: z.boolean(),
            fixedIn: z.string().nullable(),
          }),
        ),
        supportEnds: z
          .string()
          .nullable()
          .optional()
          .describe('last day on which its maker mends weaknesses; null: not known'),
        undecided: z.number().int().describe('advisories of which the data cannot tell'),
      }),
    ),
    dataDate: z.string().describe('state of the advisories'),
    ageDays: z.number().int(),
  })
  .meta({ id: 'AuditedDevices' })
export type AuditedDevices = z.infer<typeof AuditedDevices>

export const AuditMade = z.object({ id: z.string() }).meta({ id: 'AuditMade' })
