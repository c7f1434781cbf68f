import { delimiterOf, readCsv } from './csv.ts'
import type { DeckMap } from './deck-map.ts'
import type { InvoiceMap } from './reconcile/model.ts'

/** What a table looks like before anybody has said which column is what. */
interface Layout<Ours extends string> {
  /** The cells of its first line. */
  readonly header: readonly string[]
  /** The lines below it, a few. */
  readonly rows: readonly (readonly string[])[]
  /** Our column to theirs, as far as their words tell. */
  readonly columns: Readonly<Partial<Record<Ours, string>>>
  readonly decimal: 'point' | 'comma'
}
export type DeckLayout = Layout<keyof DeckMap['columns']>
export type InvoiceLayout = Layout<keyof InvoiceMap['columns']>

/** In order: a column that fits an earlier line is taken. */
type Words<Ours> = readonly (readonly [Ours, RegExp])[]

const FEW = 5

const deckWords: Words<keyof DeckMap['columns']> = [
  ['minimum_charge', /min\w*[\s_-]*(charge|price|cost)/i],
  ['initial_increment', /(initial|first|min\w*)[\s_-]*(incr|interval|period|sec|dur)/i],
  [
    'recurring_increment',
    /(recur\w*|next|sub\w*|add\w*)[\s_-]*(incr|interval|period|sec)|^(increment|interval)$/i,
  ],
  ['connection_fee', /(connect\w*|set[\s_-]?up|initial)[\s_-]*(fee|charge|price|cost)|^surcharge$/i],
  ['effective_from', /effective|valid|in[\s_-]?force|start[\s_-]?date|^date|^from$/i],
  ['currency', /^cur/i],
  ['rate_per_minute', /rate|price|per[\s_/-]?min|tariff|^cost/i],
  ['prefix', /prefix|dial|code|^number$|e\.?164/i],
  ['description', /dest|desc|country|name|zone|area|network|operator/i],
]

const invoiceWords: Words<keyof InvoiceMap['columns']> = [
  ['line_id', /^(line|call|item|cdr|record)?[\s_-]*(id|nr|no|ref\w*|sid)\.?$/i],
  ['billed_seconds', /(bill|charg|rated)\w*[\s_-]*(sec|dur|time|min|length)/i],
  ['duration_seconds', /dur|length|^sec|^dauer/i],
  ['currency', /^cur|price[\s_-]?unit|w.hrung/i],
  ['amount', /amount|charge|cost|price|total|betrag|^net/i],
  ['start_time', /start|date|time|begin|answered|connect|datum/i],
  ['to', /^to$|call(ed|ee)|dest\w*[\s_-]*(num|nr|no)|^dest\w*$|dialled|dialed|b[\s_-]?(num|party)|ziel/i],
  ['from', /^from$|call(er|ing)|source|orig|cli$|a[\s_-]?(num|party)/i],
  ['description', /desc|country|zone|area|name|type|network/i],
]

/** Reads the head of a price list and guesses its columns; people correct the guess. */
export const guessLayout = (text: string): DeckLayout => guess(text, deckWords, 'rate_per_minute')

/** The same of a carrier's invoice. */
export const guessInvoice = (text: string): InvoiceLayout => guess(text, invoiceWords, 'amount')

function guess<Ours extends string>(text: string, words: Words<Ours>, figures: Ours): Layout<Ours> {
  const [first, ...below] = take(readCsv(text, delimiterOf(text)), FEW + 1)
  const header = first?.map((cell) => cell.trim()) ?? []
  const left = new Set(header.filter((name) => name !== ''))
  const columns: Partial<Record<Ours, string>> = {}
  // Our own names first: a file in our layout is never guessed at.
  for (const [ours] of words) if (left.delete(ours)) columns[ours] = ours
  for (const [ours, pattern] of words) {
    if (columns[ours] !== undefined) continue
    const theirs = [...left].find((name) => pattern.test(name))
    if (theirs === undefined) continue
    columns[ours] = theirs
    left.delete(theirs)
  }
  const at = header.indexOf(columns[figures] ?? '')
  const comma = below.some((row) => /^-?\d+,\d+$/.test(row[at]?.trim() ?? ''))
  return { header, rows: below, columns, decimal: comma ? 'comma' : 'point' }
}

function take(rows: Iterable<{ readonly cells: readonly string[] }>, most: number): (readonly string[])[] {
  const taken: (readonly string[])[] = []
  for (const { cells } of rows) {
    taken.push(cells)
    if (taken.length === most) break
  }
  return taken
}
