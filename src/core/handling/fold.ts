import type { DataOf, Entry, EntryData, EntryKind, GateId, IncidentState, Severity } from './model.ts'

export interface Settled {
  readonly status: 'done' | 'not-applicable'
  readonly by: string
  readonly at: number
  readonly note: string
}

export interface Override {
  readonly askedBy: string
  readonly askedAt: number
  readonly reason: string
  /** Null while it waits for a second person. */
  readonly by: string | null
  readonly at: number | null
}

/** Written down once, by whom and when. */
export type Said<K extends EntryKind> = DataOf<K> & { readonly by: string; readonly at: number }

export interface DutyStanding {
  /** Told, or decided not to be. */
  readonly settled: Said<'duty'> | null
  readonly signedOff: Said<'duty'> | null
}

/** What the entries of an incident add up to. Instants are UTC milliseconds. */
export interface Standing {
  readonly state: IncidentState
  readonly severity: Severity
  readonly owner: string | null
  readonly opened: Said<'opened'>
  /** When each state was last entered. */
  readonly entered: Readonly<Partial<Record<IncidentState, number>>>
  /** What people said of the facts of the playbook. */
  readonly answers: ReadonlyMap<string, { readonly value: boolean; readonly at: number }>
  readonly tasks: ReadonlyMap<string, Settled>
  readonly assigned: ReadonlyMap<string, string>
  readonly notes: readonly Said<'note'>[]
  readonly files: readonly Said<'file'>[]
  /** The last word of each alert. */
  readonly alerts: ReadonlyMap<string, Said<'alert'>>
  readonly firstAlertAt: number | null
  readonly investigations: readonly string[]
  /** When the last alert, investigation or invoice came in: what people said before, they said without knowing of it. */
  readonly learnedAt: number
  readonly cause: Said<'cause'> | null
  readonly reconciled: Said<'reconciled'> | null
  readonly disputes: readonly Said<'dispute'>[]
  /** The legal hold that is on. */
  readonly hold: Said<'hold'> | null
  readonly dutyFacts: Said<'duty-facts'> | null
  /** The last word on each notice, and whether counsel signed it off. */
  readonly duties: ReadonlyMap<string, DutyStanding>
  readonly pinned: ReadonlySet<string>
  readonly overrides: ReadonlyMap<GateId, Override>
}

/** Adds the entries up, oldest first. The first one is `opened`. */
export function fold(entries: readonly Entry[]): Standing {
  const said = <K extends EntryKind>(kind: K): Said<K>[] =>
    entries.flatMap(({ data, by, at }) => (data.kind === kind ? [{ ...(data as DataOf<K>), by, at }] : []))
  const opened = said('opened')[0]
  if (!opened) throw new RangeError('an incident begins with being opened')
  const states = [{ to: 'open' as const, at: opened.at }, ...said('state')]
  const alerts = said('alert')
  return {
    state: states.at(-1)?.to ?? 'open',
    severity: said('severity').at(-1)?.to ?? 'high',
    owner: said('owner').at(-1)?.to ?? null,
    opened,
    entered: Object.fromEntries(states.map(({ to, at }) => [to, at])),
    answers: new Map(said('answer').map(({ fact, value, at }) => [fact, { value, at }])),
    tasks: settledOf(said('task')),
    assigned: new Map(said('assigned').flatMap(({ task, to }) => (to === null ? [] : [[task, to] as const]))),
    notes: said('note'),
    files: said('file'),
    alerts: new Map(alerts.map((alert) => [alert.alert, alert])),
    firstAlertAt: alerts[0]?.at ?? null,
    learnedAt: Math.max(0, ...entries.filter(isNews).map(({ at }) => at)),
    investigations: [...new Set(said('investigation').map(({ investigation }) => investigation))],
    cause: said('cause').at(-1) ?? null,
    reconciled: said('reconciled').at(-1) ?? null,
    disputes: said('dispute'),
    hold:
      said('hold')
        .slice(-1)
        .find(({ on }) => on) ?? null,
    dutyFacts: said('duty-facts').at(-1) ?? null,
    duties: dutiesOf(said('duty')),
    pinned: pinnedOf(said('pin')),
    overrides: overridesOf(entries),
  }
}

const isNews = ({ data }: Entry): boolean =>
  data.kind === 'alert' || data.kind === 'investigation' || data.kind === 'reconciled'

function settledOf(tasks: readonly Said<'task'>[]): Map<string, Settled> {
  const settled = new Map<string, Settled>()
  for (const { task, status, by, at, note } of tasks) {
    if (status === 'open') settled.delete(task)
    else settled.set(task, { status, by, at, note })
  }
  return settled
}

function dutiesOf(words: readonly Said<'duty'>[]): Map<string, DutyStanding> {
  const duties = new Map<string, DutyStanding>()
  for (const word of words) {
    const before = duties.get(word.duty) ?? { settled: null, signedOff: null }
    if (word.status === 'open') duties.delete(word.duty)
    else if (word.status === 'signed-off') duties.set(word.duty, { ...before, signedOff: word })
    else duties.set(word.duty, { ...before, settled: word })
  }
  return duties
}

function pinnedOf(pins: readonly Said<'pin'>[]): Set<string> {
  const pinned = new Set<string>()
  for (const { item, pinned: on } of pins) {
    if (on) pinned.add(item)
    else pinned.delete(item)
  }
  return pinned
}

/** Asking anew forgets an approval: it was given for another reason. Opening the incident again forgets all. */
function overridesOf(entries: readonly Entry[]): Map<GateId, Override> {
  const overrides = new Map<GateId, Override>()
  for (const { data, by, at } of entries) {
    if (isReopening(data)) overrides.clear()
    if (data.kind === 'override-asked')
      overrides.set(data.gate, { askedBy: by, askedAt: at, reason: data.reason, by: null, at: null })
    const asked = data.kind === 'override' ? overrides.get(data.gate) : undefined
    if (data.kind === 'override' && asked) overrides.set(data.gate, { ...asked, by, at })
  }
  return overrides
}

const isReopening = (data: EntryData): boolean => data.kind === 'state' && data.to === 'open'
