import { delimiterOf, readCsv } from './csv.ts'
import type { DeckMap } from './deck-map.ts'

/** What a price list looks like before anybody has said which column is what. */
export interface DeckLayout {
  /** The cells of its first line. */
  readonly header: readonly string[]
  /** The lines below it, a few. */
  readonly rows: readonly (readonly string[])[]
  /** Our column to theirs, as far as their words tell. */
  readonly columns: Readonly<Partial<Record<keyof DeckMap['columns'], string>>>
  readonly decimal: 'point' | 'comma'
}

const FEW = 5

/** In order: a column that fits an earlier line is taken. */
const words: readonly (readonly [keyof DeckMap['columns'], RegExp])[] = [
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

/** Reads the head of a price list and guesses its columns; people correct the guess. */
export function guessLayout(text: string): DeckLayout {
  const [first, ...below] = take(readCsv(text, delimiterOf(text)), FEW + 1)
  const header = first?.map((cell) => cell.trim()) ?? []
  const left = new Set(header.filter((name) => name !== ''))
  const columns: Partial<Record<keyof DeckMap['columns'], string>> = {}
  for (const [ours, pattern] of words) {
    const theirs = [...left].find((name) => pattern.test(name))
    if (theirs === undefined) continue
    columns[ours] = theirs
    left.delete(theirs)
  }
  const at = header.indexOf(columns.rate_per_minute ?? '')
  const comma = below.some((row) => /^\d+,\d+$/.test(row[at]?.trim() ?? ''))
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
