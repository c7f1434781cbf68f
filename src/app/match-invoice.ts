import type { Call, Reject } from '#core/calls'
import { DomainError } from '#core/kernel'
import { type BilledCall, type InvoiceLine, type InvoiceMap, parseInvoice, type Rater } from '#core/rating'
import { billedOf } from './billed-calls.ts'
import { type ReconciledWord, wordOf } from './incidents/reconciled-view.ts'
import { type SettingTools, settingOf } from './investigator.ts'
import { reconcileCalls } from './reconciler.ts'

// An invoice against the calls a site has on record. It may take seconds, so it runs in a thread of its own where there is
// one; the calls come from the database page by page, as soon as the invoice says of which days.

export interface MatchOrder {
  /** Where the file lies, and what it is called. */
  readonly path: string
  readonly name: string
  readonly map: InvoiceMap | undefined
  readonly siteYaml: string
  /** The site's own rate deck, CSV; null when it has none. */
  readonly siteRates: string | null
  /** Calls that an intruder placed, by `unauthorisedKey`. */
  readonly unauthorised: readonly string[]
}

/** Whole days about an invoice, UTC milliseconds; `until` is not in it any more. */
export interface Span {
  readonly from: number
  readonly until: number
}

export type CallsIn = (span: Span) => AsyncIterable<readonly Call[]>

export interface MatchTools extends SettingTools {
  readText(path: string): Promise<string>
}

/** What came of it: the whole as JSON, one line, and the counts and sums that an incident keeps. */
export interface Matched {
  readonly text: string
  readonly word: ReconciledWord
}

export const unauthorisedKey = (id: string, startedAt: number): string => `${startedAt} ${id}`

const DAY = 86_400_000
/** Clocks of carriers may be off by a time zone; calls of so many days about the invoice are looked at. */
const ABOUT = 2 * DAY

export async function matchInvoice(order: MatchOrder, callsIn: CallsIn, tools: MatchTools): Promise<Matched> {
  const { path, name, map, siteYaml, siteRates } = order
  const setting = await settingOf(
    { files: [], siteYaml, ...(siteRates === null ? {} : { siteRates }) },
    tools,
  )
  const invoice = parseInvoice(await tools.readText(path), { file: name, map })
  const rejects: Reject[] = [
    ...invoice.rejects.map((reject) => ({ file: name, ...reject })),
    ...setting.deckRejects.map((reject) => ({ file: setting.ratesName, ...reject })),
  ]
  const calls: BilledCall[] = []
  const records = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY }
  const span = spanOf(invoice.lines.map(({ startedAt }) => startedAt))
  for await (const page of span ? callsIn(span) : [])
    for (const call of page) {
      records.from = Math.min(records.from, call.startedAt)
      records.to = Math.max(records.to, call.startedAt)
      const billed = billedOf(call)
      if (billed) calls.push(billed)
    }
  const foreign = new Set(order.unauthorised)
  const isUnauthorised = ({ id, startedAt }: BilledCall) => foreign.has(unauthorisedKey(id, startedAt))
  const rater = setting.rater.estimated ? unpriced(setting.rater, invoice.lines) : setting.rater
  const result = reconcileCalls({
    invoice,
    calls,
    records,
    setting: { ...setting, rater },
    rejects,
    isUnauthorised,
  })
  return { text: `${JSON.stringify(result)}\n`, word: wordOf(result) }
}

/** Typical prices say nothing of what one carrier may bill: without a deck no line is called wrongly rated. */
function unpriced(rater: Rater, lines: readonly InvoiceLine[]): Rater {
  const counts = new Map<string, number>()
  for (const { currency } of lines) counts.set(currency, (counts.get(currency) ?? 0) + 1)
  const [usual] = [...counts].sort((a, b) => b[1] - a[1])
  return { ...rater, currency: usual?.[0] ?? rater.currency, find: () => -1 }
}

function spanOf(times: readonly number[]): Span | null {
  let [from, until] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const at of times) {
    if (Number.isNaN(at)) continue
    from = Math.min(from, at)
    until = Math.max(until, at)
  }
  return from > until ? null : { from: from - ABOUT, until: until + ABOUT }
}

/** To the thread: its order first, then the calls it asks for. */
export type ToMatcher =
  | { readonly order: MatchOrder }
  | { readonly calls: readonly Call[] }
  | { readonly end: true }
/** From the thread. */
export type FromMatcher =
  | { readonly span: Span }
  | { readonly matched: Matched }
  | { readonly failure: { readonly code: string; readonly message: string; readonly remedy: string } }

export interface MatcherThread {
  post(message: ToMatcher): void
  messages(): AsyncIterable<unknown>
  close(): void
}

/** The same by a thread. */
export async function matchBehind(
  thread: MatcherThread,
  order: MatchOrder,
  callsIn: CallsIn,
): Promise<Matched> {
  try {
    thread.post({ order })
    for await (const message of thread.messages() as AsyncIterable<FromMatcher>) {
      if ('failure' in message) throw DomainError.again(message.failure)
      if ('matched' in message) return message.matched
      for await (const calls of callsIn(message.span)) thread.post({ calls })
      thread.post({ end: true })
    }
    throw new Error('the thread ended before it was done')
  } finally {
    thread.close()
  }
}
