import { type EntryData, hindrances, type Posture } from '#core/handling'
import type { Incident, Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import { change } from './change.ts'
import type { HandlePorts } from './ports.ts'

/** What somebody saw, in their words; nothing has to be known. */
export async function openByPerson(
  place: Place,
  words: string,
  by: string,
  ports: HandlePorts,
): Promise<string> {
  const at = ports.now()
  const incident = { ...place, ...nothing, id: ports.newId(), title: titleFrom(words), began: at }
  await open(incident, [openedBy('person', words, await ports.posture(place))], by, ports)
  return incident.id
}

/**
 * The incident an investigation's findings are handled in: the dearest of them gives it its name. What is being handled at
 * the site already takes them in.
 */
export async function openByInvestigation(
  place: Place,
  investigation: string,
  by: string,
  ports: HandlePorts,
): Promise<string> {
  const findings = await ports.store.findings(place, investigation)
  const [dearest] = findings
  if (!dearest)
    throw new DomainError(
      'nothing-found',
      'This investigation found no incident',
      'If you still fear a breach, open an incident yourself: nothing has to be proven for that.',
    )
  const current = await ports.store.current(place)
  if (current !== null) {
    await addInvestigation(place, current, investigation, by, ports)
    return current
  }
  const before = await ports.posture(place)
  const opened = await open(
    dearest,
    [openedBy('verdict', dearest.title, before), { kind: 'investigation', investigation }],
    by,
    ports,
  )
  // It was handled and closed before: the same findings, looked at again.
  if (!opened) await change(place, dearest.id, by, ports, reopen('It was looked at again.'))
  return dearest.id
}

/** Whatever was found in it belongs to this incident from now on; what is not stopped by what was done opens it again. */
export async function addInvestigation(
  place: Place,
  id: string,
  investigation: string,
  by: string,
  ports: HandlePorts,
): Promise<void> {
  await change(place, id, by, ports, ({ standing }) => ({
    entries: standing.investigations.includes(investigation)
      ? []
      : [{ kind: 'investigation', investigation }],
  }))
  await reopenUnstopped(place, id, 'What the investigation found is not stopped by what was done.', by, ports)
}

/** Opens an incident again that was thought to be contained, when what came in since shows that it is not. */
export async function reopenUnstopped(
  place: Place,
  id: string,
  why: string,
  by: string,
  ports: HandlePorts,
): Promise<void> {
  await change(place, id, by, ports, (situation) => {
    const { state } = situation.standing
    const stopped = hindrances('contained', situation).length === 0
    if (stopped || state === 'open' || state === 'closed') return { entries: [] }
    return { entries: [{ kind: 'state', to: 'open', why }], incident: { ended: null } }
  })
}

const reopen =
  (why: string) =>
  ({ standing }: { readonly standing: { readonly state: string } }): { entries: readonly EntryData[] } => ({
    entries: standing.state === 'closed' ? [{ kind: 'state', to: 'open', why }] : [],
  })

export async function open(
  incident: Incident,
  entries: readonly EntryData[],
  by: string,
  ports: HandlePorts,
): Promise<boolean> {
  const at = ports.now()
  const opened = await ports.store.open(
    incident,
    await ports.playbook(),
    entries.map((data) => ({ at, by, data })),
  )
  if (opened) ports.changed(incident, incident.id)
  return opened
}

export const openedBy = (
  from: 'person' | 'verdict' | 'alert',
  words: string,
  before: Posture,
): EntryData => ({ kind: 'opened', from, words, before })

const nothing = {
  investigation: null,
  kind: 'other',
  ended: null,
  accounts: [],
  exposure: { micros: 0, currency: 'USD' },
} as const

const LONGEST_TITLE = 80

function titleFrom(words: string): string {
  const line = words.trim().split('\n')[0] ?? ''
  if (line === '') return 'Suspected breach'
  return line.length > LONGEST_TITLE ? `${line.slice(0, LONGEST_TITLE - 1)}…` : line
}
