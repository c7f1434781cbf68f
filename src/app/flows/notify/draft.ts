import type { Act, Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import {
  builtIn,
  type Contact,
  defaultPlan,
  type Facts,
  fill,
  leavesAt,
  type Notice,
  type NoticeCase,
  type NoticePlan,
  nextUpdateAt,
  type PlanStage,
  planStages,
  reachOf,
  refreshed,
  type Stage,
  valuesOf,
} from '#core/notices'
import type { NotifyPorts, OpenChannel } from './ports.ts'

/** Everything that is needed to write about one incident. */
export interface Folder {
  readonly place: Place
  readonly plan: NoticePlan
  readonly facts: Facts
  /** Null while nobody was told. */
  readonly kept: NoticeCase | null
  readonly site: Awaited<ReturnType<NotifyPorts['site']>>
  readonly channels: readonly OpenChannel[]
  readonly own: readonly string[]
}

export interface Draft {
  readonly contact: Contact
  readonly ways: Contact['ways']
  readonly subject: string
  readonly text: string
  readonly warnings: readonly string[]
}

/** The folder of an incident; throws `incident-unknown`. `facts`: those that are news. */
export async function openFolder(
  ports: NotifyPorts,
  place: Place,
  incident: string,
  facts?: Facts,
): Promise<Folder> {
  const [stored, kept, site, channels] = await Promise.all([
    ports.store.plan(place),
    ports.store.caseOf(place, incident),
    ports.site(place),
    ports.channels(place),
  ])
  const plan = stored.plan ?? defaultPlan
  const known = facts ?? (await factsOf(ports, place, incident, kept))
  return { place, plan, kept, site, channels, facts: known, own: await ownOf(ports, place, plan) }
}

async function factsOf(
  { incident, sightings, now }: NotifyPorts,
  place: Place,
  id: string,
  kept: NoticeCase | null,
): Promise<Facts> {
  const seen = sightings(place)
  if (kept) return seen === null ? kept.facts : refreshed(kept.facts, seen, now())
  const found = await incident(place, id)
  if (found) return found
  throw new DomainError(
    'incident-unknown',
    'There is no such incident here.',
    'It may have been deleted with its investigation: look in the list.',
  )
}

/** Numbers that ring on the PBX: those somebody named, and those of contacts that calls show there. */
export async function ownOf(
  { ownNumbers }: NotifyPorts,
  place: Place,
  { contacts, ownNumbers: named }: NoticePlan,
): Promise<readonly string[]> {
  const numbers = contacts.flatMap(({ phone, ways }) => [
    ...(phone ? [phone] : []),
    ...ways.map(({ to }) => to).filter((to) => /^\+\d+$/.test(to)),
  ])
  return numbers.length === 0 ? named : [...named, ...(await ownNumbers(place, [...new Set(numbers)]))]
}

export const isPhone =
  (channels: readonly Pick<OpenChannel, 'id' | 'kind'>[]) =>
  (id: string): boolean =>
    channels.find((channel) => channel.id === id)?.kind === 'sms'

/** What each contact would be sent. Changes nothing. */
export function draftsOf(
  folder: Folder,
  stage: Exclude<Stage, 'test'>,
  contacts: readonly Contact[],
  { note = '', now }: { readonly note?: string; readonly now: number },
): Draft[] {
  const { plan, facts, kept, site, channels, own } = folder
  const custom = isPlanned(stage) ? plan.templates[stage] : undefined
  const template = custom ?? builtIn[stage]
  const progress = { severity: facts.severity, updateAt: now }
  const next = stage === 'closure' ? null : nextUpdateAt(plan, { ...(kept ?? fresh(now)), ...progress })
  return contacts.map((contact) => {
    const { stakeholder } = contact
    const values = valuesOf(facts, { ...site, now, next }, { stakeholder, stage, note })
    const { ways, warnings } = reachOf(contact, own, isPhone(channels))
    return { contact, ways, warnings, ...fill(template, values) }
  })
}

const isPlanned = (stage: Stage): stage is PlanStage => (planStages as readonly Stage[]).includes(stage)

const fresh = (now: number) => ({
  severity: 'low' as const,
  firstAt: now,
  updateAt: now,
  acknowledgedAt: null,
  closedAt: null,
  escalated: 0,
  reminded: 0,
  newsAt: null,
})

/** A case nobody was told of yet. */
export const newCase = ({ place, facts }: Pick<Folder, 'place' | 'facts'>, now: number): NoticeCase => ({
  ...place,
  incident: facts.incident,
  facts,
  ...fresh(now),
  severity: facts.severity,
  revision: 0,
})

/** Drafts as they are queued. Whoever cannot be reached is kept as failed: it is told, not lost. */
export function queueOf(
  ports: Pick<NotifyPorts, 'newId' | 'now'>,
  { place, plan, facts, site }: Folder,
  drafts: readonly Draft[],
  { stage, round, by }: { readonly stage: Stage; readonly round: string; readonly by: string },
): { readonly notice: Notice; readonly act: Act }[] {
  const at = ports.now()
  return drafts.map(({ contact, ways, subject, text, warnings }) => {
    const lost = ways.length === 0
    const notice: Notice = {
      ...place,
      id: ports.newId(),
      incident: facts.incident,
      key: [stage, round, contact.id].join('/'),
      stage,
      severity: facts.severity,
      contact: contact.id,
      name: contact.name,
      stakeholder: contact.stakeholder,
      ways,
      way: 0,
      subject,
      text,
      createdAt: at,
      createdBy: by,
      state: lost ? 'failed' : 'waiting',
      attempts: 0,
      dueAt: leavesAt(plan.quiet, stage, site.zone, at),
      sentAt: null,
      receipt: '',
      error: lost ? warnings.join(' ') : '',
      acknowledgedAt: null,
    }
    return { notice, act: actOn(notice, lost ? 'notice.failed' : 'notice.queued', by, at) }
  })
}

/** Names people by who they are, never by their address: the ledger is exported. */
export const actOn = (
  { id, incident, stage, contact, stakeholder, way, attempts, error }: Notice,
  action: string,
  actor: string,
  at: number,
): Act => ({
  actor,
  action,
  subject: id,
  detail: { incident, stage, contact, stakeholder, way, attempts, ...(error === '' ? {} : { error }) },
  at,
})
