import type { Investigations, ReportKind } from '../../src/app/model.ts'
import type {
  FlaggedCall,
  InvestigationProgress,
  InvestigationSummary,
  InvestigationView,
} from '../../src/contract/index.ts'
import type { Place } from '../../src/core/incidents/index.ts'

const unused = () => {
  throw new Error('not part of this test')
}

export interface Received {
  readonly options: unknown
  readonly actor: string
  readonly files: { readonly name: string; readonly text: string }[]
}

const progress: InvestigationProgress = {
  phase: 'waiting',
  bytesRead: 0,
  bytesTotal: 10,
  rows: 0,
  calls: 0,
  rejected: 0,
  etaSeconds: null,
} // prettier-ignore

const summary = (place: Place, id: string): InvestigationSummary => ({
  id,
  ...place,
  title: `Records ${id}`,
  createdAt: '2026-03-06T21:04:11Z',
  createdBy: 'somebody',
  status: 'done',
  error: null,
  files: [],
  verdict: 'clear',
  ongoing: false,
  headline: '',
  began: null,
  likely: null,
  progress,
})

const unmarked = { revised: false, judgingAgain: false, change: null, marks: [] }

const flagged = (account: string, index: number): FlaggedCall => ({
  id: `call-${index}`,
  startedAt: '2026-03-06T21:04:11Z',
  account,
  from: '',
  to: '+252615550000',
  dialled: '011252615550000',
  direction: 'outbound',
  billableSeconds: 60,
  cost: null,
  kind: 'irsf',
  signals: [],
  reason: 'because',
})

/**
 * Stands in for the app's own investigations, which need the whole engine: the shape of the routes is what is tested with it.
 * Every id "i1" to "i5" exists; flagged calls are 7, of two accounts.
 */
export function fakeInvestigations(): Investigations & {
  received: Received[]
  removed: string[]
  opened: number
  released: number
} {
  const ids = ['i5', 'i4', 'i3', 'i2', 'i1']
  const calls = Array.from({ length: 7 }, (_, index) => flagged(index % 2 === 0 ? '1004' : '1005', index))
  const bodies: Record<ReportKind, { contentType: string; body: string | Uint8Array }> = {
    'report.html': { contentType: 'text/html; charset=utf-8', body: '<h1>Report</h1>' },
    'report.pdf': { contentType: 'application/pdf', body: new Uint8Array([37, 80, 68, 70]) },
    'flagged-calls.csv': { contentType: 'text/csv; charset=utf-8', body: 'id\r\n' },
    'verdict.json': { contentType: 'application/json', body: '{}' },
  }
  const fake = {
    received: [] as Received[],
    removed: [] as string[],
    opened: 0,
    released: 0,
    async start(_place: Place, input: Parameters<Investigations['start']>[1]) {
      const files: Received['files'] = []
      for await (const { name, stream } of input.files) {
        const chunks: Uint8Array[] = []
        for await (const chunk of stream) chunks.push(chunk)
        files.push({ name, text: Buffer.concat(chunks).toString() })
      }
      fake.received.push({ options: input.options, actor: input.actor, files })
      return { id: 'i6' }
    },
    startSample: async () => ({ id: 'i7' }),
    async list(place: Place, limit: number, before?: string) {
      const from = before === undefined ? 0 : ids.indexOf(before) + 1
      return ids.slice(from, from + limit).map((id) => summary(place, id))
    },
    async get(place: Place, id: string): Promise<InvestigationView | null> {
      return ids.includes(id)
        ? { ...summary(place, id), result: null, flaggedTotal: calls.length, ...unmarked }
        : null
    },
    async flaggedCalls(
      _place: Place,
      _id: string,
      query: { limit: number; offset: number; account?: string },
    ) {
      const found = calls.filter(({ account }) => query.account === undefined || account === query.account)
      return { items: found.slice(query.offset, query.offset + query.limit), total: found.length }
    },
    async *progress(_place: Place, id: string): AsyncGenerator<InvestigationProgress> {
      try {
        yield progress
        fake.opened++
        if (id === 'i2') await new Promise((resolve) => setTimeout(resolve, 500))
        if (id === 'i3') await new Promise((resolve) => setTimeout(resolve, 2000))
        yield { ...progress, phase: 'done', bytesRead: 10 }
      } finally {
        fake.released++
      }
    },
    async report(_place: Place, id: string, kind: ReportKind) {
      return id === 'i1' ? null : { fileName: `Büro "${id}" ${kind}`, ...bodies[kind] }
    },
    mark: unused,
    takeBack: unused,
    week: unused,
    async remove(_place: Place, id: string) {
      fake.removed.push(id)
    },
  }
  return fake
}
