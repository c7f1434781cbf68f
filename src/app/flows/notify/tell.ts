import type { Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import {
  type Contact,
  concerned,
  type DataKind,
  type Facts,
  type Notice,
  type NoticeCase,
  type PlanStage,
  type Sighting,
  severityOf,
  unite,
  withSighting,
} from '#core/notices'
import { type Draft, draftsOf, type Folder, newCase, openFolder, queueOf } from './draft.ts'
import type { NotifyPorts } from './ports.ts'

/** What somebody wants to be sent. */
export interface Wanted {
  readonly stage: PlanStage
  readonly note: string
  /** Ids of contacts; those of the matrix when not given. */
  readonly contacts?: readonly string[] | undefined
}

const AGAIN = 5

/** What would be sent to whom. Changes nothing. */
export async function preview(
  ports: NotifyPorts,
  place: Place,
  incident: string,
  wanted: Wanted,
): Promise<readonly Draft[]> {
  const folder = await openFolder(ports, place, incident)
  return draftsOf(folder, wanted.stage, chosen(folder, wanted), { note: wanted.note, now: ports.now() })
}

/** Queues a stage for everybody concerned; whoever was sent the first notice already is left out of it. */
export function send(
  ports: NotifyPorts,
  place: Place,
  incident: string,
  wanted: Wanted,
  by: string,
): Promise<readonly Notice[]> {
  return again(async () => {
    const folder = await openFolder(ports, place, incident)
    const contacts = chosen(folder, wanted)
    if (contacts.length === 0) throw nobody()
    return queueStage(ports, folder, contacts, wanted, by)
  })
}

/** News of the live engine: the first alert of an attack is told at once, what follows is gathered. */
export function sight(ports: NotifyPorts, place: Place, sighting: Sighting, by: string): Promise<void> {
  return again(async () => {
    const { plan } = await ports.store.plan(place)
    if (plan === null || plan.contacts.length === 0) return []
    const incident = (await ports.handled(place)) ?? sighting.incident
    if (incident !== sighting.incident) await ports.store.adopt(place, sighting.incident, incident)
    const kept = await ports.store.caseOf(place, incident)
    const facts = withSighting(kept?.facts ?? null, { ...place, incident }, sighting, ports.now())
    const folder = await openFolder(ports, place, incident, facts)
    const contacts = concerned(plan, 'first-hour', facts)
    const now = ports.now()
    if (!kept) return queue(ports, folder, newCase(folder, now), contacts, by)
    // What comes back after it was closed is not over: people are asked again.
    const open =
      kept.closedAt === null ? {} : { closedAt: null, acknowledgedAt: null, firstAt: now, escalated: 0 }
    const after = { ...caseWith(folder, facts), ...open, newsAt: kept.newsAt ?? now }
    return queue(ports, folder, after, contacts, by)
  }).then(() => undefined)
}

/** What data may be exposed, as somebody found out. Legal and compliance join when it concerns others. */
export function expose(
  ports: NotifyPorts,
  place: Place,
  incident: string,
  data: readonly DataKind[],
  by: string,
): Promise<readonly Notice[]> {
  return again(async () => {
    const folder = await openFolder(ports, place, incident)
    const facts = { ...folder.facts, data: unite(folder.facts.data, data) }
    const now = { ...folder, facts }
    const joining = concerned(folder.plan, 'first-hour', facts).filter(
      ({ stakeholder }) => stakeholder === 'legal' || stakeholder === 'compliance',
    )
    const act = {
      actor: by,
      action: 'notice.data-exposed',
      subject: incident,
      detail: { incident, data: facts.data },
      at: ports.now(),
    }
    const queued = await ports.store.step(
      caseWith(now, facts),
      letters(ports, now, joining, 'first-hour', '1', by),
      [act],
    )
    return queued?.queued ?? null
  })
}

const chosen = ({ plan, facts }: Folder, { stage, contacts }: Wanted): readonly Contact[] =>
  contacts === undefined
    ? concerned(plan, stage, facts)
    : plan.contacts.filter(({ id }) => contacts.includes(id))

const caseWith = (folder: Folder, facts: Facts): NoticeCase => ({
  ...(folder.kept ?? newCase(folder, facts.noticed)),
  facts,
  severity: severityOf(facts),
})

async function queueStage(
  ports: NotifyPorts,
  folder: Folder,
  contacts: readonly Contact[],
  { stage, note }: Wanted,
  by: string,
): Promise<readonly Notice[] | null> {
  const now = ports.now()
  const before = folder.kept ?? newCase(folder, now)
  const after: NoticeCase = {
    ...before,
    facts: folder.facts,
    severity: folder.facts.severity,
    updateAt: now,
    reminded: 0,
    newsAt: null,
    closedAt: stage === 'closure' ? now : null,
  }
  const round = stage === 'first-hour' ? '1' : String(before.revision)
  const step = await ports.store.step(after, letters(ports, folder, contacts, stage, round, by, note), [])
  return step?.queued ?? null
}

const queue = async (
  ports: NotifyPorts,
  folder: Folder,
  kept: NoticeCase,
  contacts: readonly Contact[],
  by: string,
): Promise<readonly Notice[] | null> =>
  (await ports.store.step(kept, letters(ports, folder, contacts, 'first-hour', '1', by), []))?.queued ?? null

export function letters(
  ports: NotifyPorts,
  folder: Folder,
  contacts: readonly Contact[],
  stage: PlanStage | 'escalation' | 'reminder' | 'drift' | 'deadline' | 'spend' | 'firmware',
  round: string,
  by: string,
  note = '',
): ReturnType<typeof queueOf> {
  const drafts = draftsOf(folder, stage, contacts, { note, now: ports.now() })
  return queueOf(ports, folder, drafts, { stage, round, by })
}

/** Somebody may be faster: then everything is looked at anew. */
async function again<T>(work: () => Promise<T | null>): Promise<T> {
  for (let n = 0; n < AGAIN; n++) {
    const done = await work()
    if (done !== null) return done
  }
  throw new DomainError(
    'notice-busy',
    'The notices of this incident are being changed by somebody else.',
    'Try again in a moment.',
  )
}

const nobody = (): DomainError =>
  new DomainError(
    'nobody-to-tell',
    'Nobody is to be told at this stage.',
    'Add contacts in Settings, Notifications, or choose some.',
  )
