import type {
  FlaggedCall,
  InvestigationProgress,
  InvestigationSummary,
  InvestigationView,
  Verdict,
} from '#contract' // prettier-ignore
import type { Investigation, InvestigationFile, InvestigationStore, Place, Progress } from '#core/incidents' // prettier-ignore
import { DomainError } from '#core/kernel'
import { carryOut } from './carry-out.ts'
import type { InvestigationPorts } from './investigation-ports.ts'
import { actOf } from './kept.ts'
import { createLive, type Live } from './live.ts'
import { createMarking, markJson } from './marking.ts'
import type { FlaggedQuery, Investigations } from './model.ts'

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
    get: (place, id, original) => view(place, id, ports, live, original ?? false),
    async flaggedCalls(place, id, query) {
      const asked = query.original
        ? (await store.history(place, id)).original
        : await store.verdict(place, id)
      const verdict = asked as Verdict | null
      const items = pick(verdict?.flaggedCalls ?? [], query)
      return { items: items.slice(query.offset, query.offset + query.limit), total: items.length }
    },
    async week(place, id, account) {
      const verdict = (await store.verdict(place, id)) as Verdict | null
      const until = Date.parse(verdict?.input.to ?? '') || ports.now()
      const about = { zone: verdict?.site.timezone ?? 'UTC', until, investigation: id }
      const { usual, flagged, weeks } = await ports.calls.week(place, account, about)
      return { usual: [...usual], flagged: [...flagged], weeks }
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
    ...createMarking(ports),
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
      {
        ...place,
        id,
        title,
        createdAt,
        createdBy: actor,
        files: received,
        options: texts(options),
        againAt: null,
      },
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
  { store, marks }: InvestigationPorts,
  live: Live,
  original: boolean,
): Promise<InvestigationView | null> {
  const investigation = await store.get(place, id)
  if (!investigation) return null
  const { revised, change, judgingAgain, ...history } = await store.history(place, id)
  const asked = original ? history.original : await store.verdict(place, id)
  const result = investigation.status === 'done' ? (asked as Verdict | null) : null
  const flaggedTotal = result?.flaggedCalls.length ?? 0
  const first = result && { ...result, flaggedCalls: result.flaggedCalls.slice(0, FIRST_CALLS) }
  return {
    ...summaryOf(investigation, live.last(id)),
    result: first,
    flaggedTotal,
    revised,
    judgingAgain,
    change: change as InvestigationView['change'],
    marks: (await marks.of(place, id)).map(markJson),
  }
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
