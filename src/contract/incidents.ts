import { z } from 'zod'
import { causes, gateIds, incidentStates, severities } from '#core/handling'
import { KindJson, MoneyJson } from './verdict.ts'

// An incident while it is handled: where it stands, its tasks, gates and timeline.

const Instant = z.string().describe('ISO 8601, UTC')
const State = z.enum(incidentStates)
const Severity = z.enum(severities)
const Somebody = z.object({ id: z.string(), name: z.string() })
const GateName = z.enum(gateIds)

export const IncidentHead = z.object({
  id: z.string(),
  title: z.string(),
  kind: KindJson,
  state: State,
  severity: Severity,
  owner: Somebody.nullable(),
  began: Instant,
  openedAt: Instant,
  closedAt: Instant.nullable(),
  accounts: z.array(z.string()),
  exposure: MoneyJson,
})
export type IncidentHead = z.infer<typeof IncidentHead>

export const IncidentList = z.object({ incidents: z.array(IncidentHead) }).meta({ id: 'IncidentList' })
export type IncidentList = z.infer<typeof IncidentList>

export const TaskJson = z.object({
  id: z.string(),
  step: z.number().int(),
  title: z.string(),
  why: z.string(),
  how: z.string().describe('exact commands, ours and those by hand'),
  who: z.enum(['anyone', 'technician', 'manager', 'finance', 'legal']),
  mode: z.enum(['manual', 'approval', 'automatic']),
  control: z.string().nullable().describe('what Ringfence can put in force for it'),
  evidence: z.string().describe('what shows that it was done'),
  stand: z
    .enum(['done', 'begin', 'waiting', 'open', 'not'])
    .describe('open: it is not known whether it applies; not: it does not'),
  question: z
    .object({ fact: z.string(), text: z.string() })
    .nullable()
    .describe('what to answer while it is open'),
  settled: z
    .object({ status: z.enum(['done', 'not-applicable']), by: Somebody, at: Instant, note: z.string() })
    .nullable()
    .describe('what a person attested'),
  checked: z
    .object({ done: z.boolean(), says: z.string() })
    .nullable()
    .describe('what Ringfence sees by itself; null where only people can say'),
  assignee: Somebody.nullable(),
  due: Instant.nullable(),
  waitsFor: z.array(z.string()),
  files: z.array(
    z.object({ name: z.string(), sha256: z.string(), bytes: z.number().int(), at: Instant, by: Somebody }),
  ),
})
export type TaskJson = z.infer<typeof TaskJson>

export const GateJson = z.object({
  id: GateName,
  title: z.string(),
  satisfied: z.boolean(),
  reason: z.string(),
  toDo: z.string(),
  step: z.number().int(),
  override: z
    .object({
      askedBy: Somebody,
      askedAt: Instant,
      reason: z.string(),
      by: Somebody.nullable().describe('null while it waits for a second person'),
      at: Instant.nullable(),
    })
    .nullable(),
})
export type GateJson = z.infer<typeof GateJson>

export const NextActJson = z.object({
  kind: z.enum(['task', 'question', 'state', 'gate']),
  text: z.string(),
  step: z.number().int().nullable(),
  task: z.string().nullable(),
  fact: z.string().nullable(),
  to: State.nullable(),
})

export const IncidentView = IncidentHead.extend({
  customer: z.string(),
  site: z.string(),
  zone: z.string().describe("the site's, IANA"),
  openedBy: Somebody,
  openedFrom: z.enum(['person', 'verdict', 'alert']),
  words: z.string().describe('what was said when it was opened'),
  condition: z
    .enum(['losing', 'unclear', 'contained', 'safe'])
    .describe(
      'losing: bad calls are up or were when the records ended; unclear: not contained, no call is seen',
    ),
  perMinute: MoneyJson.nullable().describe(
    'lost now; null when the site is not followed and no records say so',
  ),
  lost: z.object({ low: MoneyJson, likely: MoneyJson, high: MoneyJson }),
  steps: z.array(z.object({ number: z.number().int(), title: z.string(), tasks: z.array(TaskJson) })),
  facts: z.array(
    z.object({
      fact: z.string(),
      text: z.string(),
      value: z.boolean().nullable(),
      from: z.enum(['person', 'state']).nullable(),
    }),
  ),
  next: NextActJson.nullable(),
  moves: z
    .array(z.object({ to: State, hindrances: z.array(z.string()) }))
    .describe('states it can go to, and what stands in the way of each'),
  gates: z.array(GateJson),
  cause: z.object({ cause: z.enum(causes), text: z.string(), by: Somebody, at: Instant }).nullable(),
  reconciled: z
    .object({
      invoice: z.string(),
      matched: z.number().int(),
      providerOnly: z.number().int(),
      pbxOnly: z.number().int(),
      differences: z.number().int(),
      disputed: MoneyJson.describe('to be asked back'),
      at: Instant,
      uncovered: z.number().int().describe('lines of days without call records'),
      unauthorised: z.number().int().describe('lines for calls an intruder placed'),
      unauthorisedAmount: MoneyJson,
      total: MoneyJson.nullable().describe('the whole invoice; null when only figures were written down'),
      sums: z.array(
        z.object({
          class: z.string(),
          lines: z.number().int(),
          amount: MoneyJson,
          disputed: MoneyJson.describe('charged too much'),
        }),
      ),
      detailed: z.boolean().describe('line by line under reconciliation'),
    })
    .nullable(),
  disputes: z.array(
    z.object({
      status: z.enum(['sent', 'acknowledged', 'credited', 'refused']),
      amount: MoneyJson,
      note: z.string(),
      at: Instant,
      by: Somebody,
    }),
  ),
  hold: z
    .object({ reason: z.string(), by: Somebody, at: Instant })
    .nullable()
    .describe('the legal hold that is on: nothing of the incident can be deleted'),
  duties: z
    .object({ due: z.number().int(), left: z.number().int(), open: z.number().int() })
    .nullable()
    .describe('notices by law and contract; null while nobody was asked what decides them'),
  claims: z
    .array(z.object({ asked: MoneyJson, credited: MoneyJson, refused: MoneyJson, open: MoneyJson }))
    .describe('what the disputes add up to, by currency'),
  milestones: z.array(
    z.object({
      id: z.enum(['first-sign', 'first-alert', 'first-act', 'contained', 'recovered']),
      at: Instant.nullable(),
      lost: MoneyJson.nullable(),
    }),
  ),
  recovered: z.array(
    z.object({
      id: z.enum(['documentation', 'controls', 'monitoring', 'authentication', 'visibility']),
      title: z.string(),
      before: z.string(),
      after: z.string(),
      better: z.boolean(),
    }),
  ),
  investigations: z.array(
    z.object({ id: z.string(), verdict: z.enum(['breach', 'suspicious', 'clear']), ongoing: z.boolean() }),
  ),
  sources: z.array(z.string()).describe('addresses it came from'),
  destinations: z.array(z.string()).describe('prefixes that were called, dearest first'),
  changedAt: Instant.describe('when the last entry was written; reports are dated by it'),
  connections: z.number().int().describe('systems of the site that Ringfence reads or acts on'),
  entries: z.number().int().describe('grows with every change'),
}).meta({ id: 'IncidentView' })
export type IncidentView = z.infer<typeof IncidentView>

const timelineKinds = [
  'call',
  'sign-in',
  'alert',
  'control',
  'notice',
  'task',
  'note',
  'file',
  'state',
  'act',
] as const

export const TimelineItem = z.object({
  id: z.string(),
  at: Instant,
  kind: z.enum(timelineKinds),
  title: z.string(),
  detail: z.string(),
  by: Somebody.nullable(),
  pinned: z.boolean(),
})
export type TimelineItem = z.infer<typeof TimelineItem>

export const Timeline = z
  .object({
    items: z.array(TimelineItem),
    zone: z.string(),
    left: z.number().int().describe('older ones that were left out'),
  })
  .meta({ id: 'Timeline' })
export type Timeline = z.infer<typeof Timeline>

const Text = z.string().trim().max(4000)
const Said = Text.min(1)

export const OpenIncident = z.object({
  words: Text.default('').describe('what was noticed; nothing has to be known'),
  investigation: z.string().optional().describe('handle what this investigation found'),
})

/** One act of a person; `kind` says which. */
export const IncidentAct = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('task'),
    task: z.string(),
    status: z.enum(['done', 'not-applicable', 'open']),
    note: Text.default(''),
  }),
  z.object({ kind: z.literal('answer'), fact: z.string(), value: z.boolean() }),
  z.object({ kind: z.literal('note'), text: Said, task: z.string().nullable().default(null) }),
  z.object({ kind: z.literal('severity'), to: Severity }),
  z.object({ kind: z.literal('owner'), to: z.string().nullable() }),
  z.object({ kind: z.literal('assigned'), task: z.string(), to: z.string().nullable() }),
  z.object({ kind: z.literal('cause'), cause: z.enum(causes), text: Said }),
  z.object({
    kind: z.literal('reconciled'),
    invoice: Said,
    matched: z.number().int().nonnegative(),
    providerOnly: z.number().int().nonnegative(),
    pbxOnly: z.number().int().nonnegative(),
    differences: z.number().int().nonnegative(),
    disputed: MoneyJson,
  }),
  z.object({
    kind: z.literal('dispute'),
    status: z.enum(['sent', 'acknowledged', 'credited', 'refused']),
    amount: MoneyJson,
    note: Text.default(''),
  }),
  z.object({
    kind: z.literal('hold'),
    on: z.boolean(),
    reason: Said.describe('who asked for it, or who says that it may end'),
  }),
  z.object({ kind: z.literal('pin'), item: z.string().max(200), pinned: z.boolean() }),
  z.object({ kind: z.literal('investigation'), investigation: z.string() }),
  z.object({ kind: z.literal('override-asked'), gate: GateName, reason: Text.min(10) }),
])
export type IncidentAct = z.infer<typeof IncidentAct>
export type IncidentActInput = z.input<typeof IncidentAct>

export const MoveIncident = z.object({ to: State, why: Text.default('') })
export const ApproveOverride = z.object({ gate: GateName })
export const IncidentOpened = z.object({ id: z.string() }).meta({ id: 'IncidentOpened' })
