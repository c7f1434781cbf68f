import type {
  FlaggedCall,
  InvestigationProgress,
  InvestigationSummary,
  InvestigationView,
  Verdict,
} from '#contract' // prettier-ignore
import type {
  Act,
  Incident,
  Investigation,
  InvestigationFile,
  InvestigationStore,
  Outcome,
  Place,
  Progress,
} from '#core/incidents' // prettier-ignore
import { DomainError } from '#core/kernel'
import type { InvestigateRequest } from './investigator.ts'
import { createLive, type Live } from './live.ts'
import type { FlaggedQuery, Investigations } from './model.ts'
import type { ReportFiles } from './report-files.ts'

/** What the investigations of a server need of the world. */
export interface InvestigationPorts {
  readonly store: InvestigationStore
  readonly uploads: {
    receive(
      investigation: string,
      stream: AsyncIterable<Uint8Array>,
    ): Promise<{ bytes: number; sha256: string }>
    path(investigation: string, sha256: string): string
    remove(investigation: string): Promise<void>
    investigations(): Promise<readonly string[]>
  }
  readonly queue: {
    start(handler: (investigation: Investigation, signal: AbortSignal) => Promise<void>): void
    wake(): void
  }
  /** Judges in a thread of its own; yields progress, then the verdict or why there is none. */
  judge(request: InvestigateRequest, signal: AbortSignal): AsyncIterable<JudgeMessage>
  readonly reports: ReportFiles
  /** Files of the sample breach. */
  sample(): Promise<readonly { name: string; stream: AsyncIterable<Uint8Array> }[]>
  newId(): string
  /** The same id for the same text. */
  idOf(text: string): string
  now(): number
}

export interface JudgeMessage {
  readonly progress?: InvestigationProgress
  readonly verdict?: Verdict
  readonly failure?: { readonly code: string; readonly message: string; readonly remedy: string }
}

const FIRST_CALLS = 200
const SAMPLE = { title: 'Sample breach', country: 'US', timezone: 'America/New_York' }

export function createInvestigations(ports: InvestigationPorts): Investigations & { work(): void } {
  const live = createLive()
  const { store } = ports
  return {
    start: (place, input) => begin(place, input, ports),
    startSample: async (place, actor) =>
      begin(place, { options: SAMPLE, files: await ports.sample(), actor }, ports),
    list: async (place, limit, before) =>
      (await store.list(place, limit, before)).map((i) => summaryOf(i, live.last(i.id))),
    get: (place, id) => view(place, id, store, live),
    async flaggedCalls(place, id, query) {
      const verdict = (await store.verdict(place, id)) as Verdict | null
      const items = pick(verdict?.flaggedCalls ?? [], query)
      return { items: items.slice(query.offset, query.offset + query.limit), total: items.length }
    },
    progress: (place, id) => follow(place, id, store, live),
    async report(place, id, kind) {
      const investigation = await store.get(place, id)
      const verdict = investigation ? ((await store.verdict(place, id)) as Verdict | null) : null
      if (!investigation || !verdict) return null
      return ports.reports.make(kind, verdict, { madeAt: ports.now(), files: investigation.files })
    },
    async remove(place, id, actor) {
      await store.remove(place, id, actOf(actor, 'investigation.removed', id, {}, ports.now()))
      await ports.uploads.remove(id)
    },
    // The queue hands over one at a time, whatever was created, also after a crash.
    work: () => ports.queue.start((investigation, signal) => carryOut(investigation, signal, ports, live)),
  }
}

/** Receives the files, then writes and queues the investigation. When anything fails nothing stays behind. */
async function begin(
  place: Place,
  { options, files, actor }: Parameters<Investigations['start']>[1],
  ports: InvestigationPorts,
): Promise<{ id: string }> {
  const id = ports.newId()
  const received: InvestigationFile[] = []
  try {
    for await (const { name, stream } of files)
      received.push({ name, ...(await ports.uploads.receive(id, stream)) })
    if (received.length === 0)
      throw new DomainError(
        'files-missing',
        'There was no file',
        'Choose at least one file with call records.',
      )
    const title = options.title || (received[0]?.name ?? '')
    const createdAt = ports.now()
    const act = actOf(
      actor,
      'investigation.created',
      id,
      { title, files: received.map((f) => f.sha256) },
      createdAt,
    )
    await ports.store.create(
      { ...place, id, title, createdAt, createdBy: actor, files: received, options: texts(options) },
      act,
    )
  } catch (error) {
    await ports.uploads.remove(id)
    throw error
  }
  ports.queue.wake()
  return { id }
}

async function view(
  place: Place,
  id: string,
  store: InvestigationStore,
  live: Live,
): Promise<InvestigationView | null> {
  const investigation = await store.get(place, id)
  if (!investigation) return null
  const result = investigation.status === 'done' ? ((await store.verdict(place, id)) as Verdict | null) : null
  const flaggedTotal = result?.flaggedCalls.length ?? 0
  const first = result && { ...result, flaggedCalls: result.flaggedCalls.slice(0, FIRST_CALLS) }
  return { ...summaryOf(investigation, live.last(id)), result: first, flaggedTotal }
}

async function* follow(
  place: Place,
  id: string,
  store: InvestigationStore,
  live: Live,
): AsyncGenerator<InvestigationProgress> {
  for await (const progress of live.follow(id)) {
    const known = progress ?? summaryOf((await store.get(place, id)) ?? gone(id), null).progress
    yield known
    if (known.phase === 'done' || known.phase === 'failed') return
  }
}

async function carryOut(
  investigation: Investigation,
  signal: AbortSignal,
  ports: InvestigationPorts,
  live: Live,
): Promise<void> {
  const { id } = investigation
  const { options } = investigation
  const files = investigation.files.map((f) => ({ path: ports.uploads.path(id, f.sha256), name: f.name }))
  const request: InvestigateRequest = { ...options, files }
  let stored = 0
  for await (const message of ports.judge(request, signal)) {
    if (message.progress) {
      live.tell(id, message.progress)
      if (ports.now() - stored > 2000) await ports.store.progress(id, message.progress)
      stored = ports.now()
    }
    if (message.verdict) await settle(investigation, message.verdict, ports)
    if (message.failure) {
      const act = actOf(
        'system:investigator',
        'investigation.failed',
        id,
        { code: message.failure.code },
        ports.now(),
      )
      await ports.store.fail(id, message.failure, act)
    }
  }
  live.end(id)
  signal.throwIfAborted()
}

async function settle(
  investigation: Investigation,
  verdict: Verdict,
  { store, now, idOf }: InvestigationPorts,
): Promise<void> {
  const incidents = incidentsOf(investigation, investigation.id, verdict, idOf)
  const withIds = {
    ...verdict,
    incidents: verdict.incidents.map((incident, n) => ({ ...incident, id: incidents[n]?.id })),
  }
  const detail = {
    verdict: verdict.verdict,
    flagged: verdict.flaggedCalls.length,
    likely: verdict.exposure.likely,
  }
  await store.finish(
    investigation.id,
    outcomeOf(verdict),
    withIds,
    incidents,
    actOf('system:investigator', 'investigation.finished', investigation.id, detail, now()),
  )
}

/** The incidents of a verdict as they are kept; in the same order. */
export function incidentsOf(
  place: Place,
  investigation: string | null,
  verdict: Verdict,
  idOf: (text: string) => string,
): Incident[] {
  return verdict.incidents.map((incident) => ({
    customer: place.customer,
    site: place.site,
    // The same finding saved again is the same incident.
    id: idOf(
      [place.customer, place.site, investigation, incident.kind, incident.began, ...incident.accounts].join(
        '\n',
      ),
    ),
    investigation,
    title: incident.title,
    kind: incident.kind,
    began: Date.parse(incident.began),
    ended: incident.ended === null ? null : Date.parse(incident.ended),
    accounts: incident.accounts,
    exposure: incident.exposure,
  }))
}

const outcomeOf = (verdict: Verdict): Outcome => ({
  verdict: verdict.verdict,
  ongoing: verdict.ongoing,
  headline: verdict.headline,
  began: verdict.began === null ? null : Date.parse(verdict.began),
  likely: verdict.exposure.likely,
})

export const actOf = (
  actor: string,
  action: string,
  subject: string,
  detail: Act['detail'],
  at: number,
): Act => ({ actor, action, subject, detail, at })

const texts = (options: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(options).filter(
      (e): e is [string, string] => typeof e[1] === 'string' && e[1] !== '' && e[0] !== 'title',
    ),
  )

function gone(id: string): never {
  throw new DomainError(
    'investigation-unknown',
    `There is no investigation ${id}`,
    'It may have been removed; look at the list.',
  )
}

function summaryOf(i: Investigation, latest: Progress | null): InvestigationSummary {
  return {
    id: i.id,
    customer: i.customer,
    site: i.site,
    title: i.title,
    createdAt: new Date(i.createdAt).toISOString(),
    createdBy: i.createdBy,
    status: i.status,
    error: i.failure,
    files: [...i.files],
    verdict: i.outcome?.verdict ?? null,
    ongoing: i.outcome?.ongoing ?? false,
    headline: i.outcome?.headline ?? '',
    began: i.outcome?.began == null ? null : new Date(i.outcome.began).toISOString(),
    likely: i.outcome?.likely ?? null,
    progress: i.status === 'running' && latest ? latest : i.progress,
  }
}

function pick(calls: readonly FlaggedCall[], { account, sort }: FlaggedQuery): FlaggedCall[] {
  const items = calls.filter((call) => account === undefined || call.account === account)
  if (sort === 'cost') items.sort((a, b) => (b.cost?.micros ?? 0) - (a.cost?.micros ?? 0))
  if (sort === 'seconds') items.sort((a, b) => b.billableSeconds - a.billableSeconds)
  return items
}
