import { z } from 'zod'
import type { Incident } from '#core/incidents'
import type { Playbook } from '#core/playbooks'

/** Where an incident stands. `closed` is left only by opening it again. */
export const incidentStates = ['open', 'contained', 'recovering', 'closed'] as const
export type IncidentState = (typeof incidentStates)[number]

export const severities = ['critical', 'high', 'medium', 'low'] as const
export type Severity = (typeof severities)[number]

/** How they came in. The names are public. */
export const causes = [
  'guessed-password',
  'reused-or-default-password',
  'exposed-administration',
  'unpatched-software',
  'stolen-trunk-credentials',
  'voicemail-or-dial-through',
  'leaked-configuration',
  'insider',
  'other',
] as const

/** What must be seen to before an incident may be closed. */
export const gateIds = [
  'still-going-on',
  'root-cause',
  'firmware',
  'billing',
  'open-ports',
  'other-accounts',
  'open-tasks',
] as const
export type GateId = (typeof gateIds)[number]

/** What people say of a notice by law or contract; `open`: taken back. */
export const dutyStates = ['done', 'not-to-be-told', 'signed-off', 'open'] as const

/** How a site stands: compared at the beginning and at the end. */
export const Posture = z.object({
  controlsInForce: z.number().int(),
  sourcesFollowed: z.number().int(),
  callsStored: z.number().int(),
  people: z.number().int(),
  peopleWithSecondFactor: z.number().int(),
})
export type Posture = z.output<typeof Posture>

const text = z.string().max(10_000)
const micros = z.number().int()

/** One thing that was done or seen, as it is kept: the incident is nothing but the sum of these. */
export const EntryData = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('opened'),
    from: z.enum(['person', 'verdict', 'alert']),
    words: text,
    before: Posture,
  }),
  z.object({ kind: z.literal('state'), to: z.enum(incidentStates), why: text }),
  z.object({ kind: z.literal('severity'), to: z.enum(severities) }),
  z.object({ kind: z.literal('owner'), to: z.string().nullable() }),
  z.object({ kind: z.literal('answer'), fact: z.string(), value: z.boolean() }),
  z.object({
    kind: z.literal('task'),
    task: z.string(),
    status: z.enum(['done', 'not-applicable', 'open']),
    note: text,
  }),
  z.object({ kind: z.literal('assigned'), task: z.string(), to: z.string().nullable() }),
  z.object({ kind: z.literal('note'), text, task: z.string().nullable() }),
  z.object({
    kind: z.literal('file'),
    name: z.string(),
    sha256: z.string(),
    bytes: z.number().int(),
    task: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('alert'),
    alert: z.string(),
    /** What the watcher calls the attack: notices go by it. */
    incident: z.string(),
    account: z.string(),
    of: z.string().describe('kind of fraud'),
    score: z.number(),
    reasons: z.array(z.string()),
    began: z.number().int(),
    perMinuteMicros: micros,
    lostMicros: micros,
    currency: z.string(),
    calls: z.number().int(),
    running: z.number().int(),
    sources: z.array(z.string()),
  }),
  z.object({ kind: z.literal('investigation'), investigation: z.string() }),
  z.object({ kind: z.literal('cause'), cause: z.enum(causes), text }),
  z.object({
    kind: z.literal('reconciled'),
    matched: z.number().int(),
    providerOnly: z.number().int(),
    pbxOnly: z.number().int(),
    differences: z.number().int(),
    disputedMicros: micros,
    currency: z.string(),
    invoice: z.string(),
    /** What follows is there when Ringfence matched it itself. */
    uncovered: z.number().int().optional().describe('lines of days without call records'),
    unauthorised: z.number().int().optional().describe('lines for calls an intruder placed'),
    rejected: z.number().int().optional().describe('rows of the file that could not be read'),
    unauthorisedMicros: micros.optional(),
    totalMicros: micros.optional(),
    sums: z
      .array(z.object({ class: z.string(), lines: z.number().int(), micros, disputedMicros: micros }))
      .optional(),
    result: z.string().optional().describe('SHA-256 of the whole result in the vault'),
  }),
  z.object({
    kind: z.literal('dispute'),
    status: z.enum(['sent', 'acknowledged', 'credited', 'refused']),
    micros,
    currency: z.string(),
    note: text,
  }),
  /** What is known for the duties to tell: all of it, each time. */
  z.object({ kind: z.literal('duty-facts'), facts: z.record(z.string(), z.unknown()) }),
  z.object({
    kind: z.literal('duty'),
    duty: z.string(),
    title: z.string(),
    status: z.enum(dutyStates),
    note: text,
  }),
  /** A legal hold: while it is on, nothing that belongs to the incident is deleted. */
  z.object({ kind: z.literal('hold'), on: z.boolean(), reason: text }),
  z.object({ kind: z.literal('pin'), item: z.string(), pinned: z.boolean() }),
  z.object({ kind: z.literal('override-asked'), gate: z.enum(gateIds), reason: text }),
  z.object({ kind: z.literal('override'), gate: z.enum(gateIds) }),
])
export type EntryData = z.output<typeof EntryData>
export type EntryKind = EntryData['kind']
export type DataOf<K extends EntryKind> = Extract<EntryData, { kind: K }>

/** In the order it was written. */
export interface Entry {
  /** 1, 2, 3 … within its incident. */
  readonly seq: number
  /** UTC milliseconds. */
  readonly at: number
  /** A person's id, or `system:<name>`. */
  readonly by: string
  readonly data: EntryData
}

/** An incident that is being handled, as it is kept. */
export interface Case {
  readonly incident: Incident
  /** As it stood when the incident was opened: a later edition does not move what people work by. */
  readonly playbook: Playbook
  readonly entries: readonly Entry[]
}
