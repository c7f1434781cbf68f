import type { DeckMapping, DeckPreview, DeckSummary, DeckText, RateJson } from '#contract'
import { DomainError } from '#core/kernel'
import {
  type CompiledDeck,
  compileDeck,
  type DeckMap,
  decimal,
  guessLayout,
  type ParsedDeck,
  parseDeck,
  type Rate,
  writeDeck,
} from '#core/rating'

// What is done with whole price lists. A hundred thousand rows take a second, so that a server does it in a thread of its own.

/** A deck with another put in its place or added to it, as it is stored. */
export interface MergedDeck {
  readonly csv: string
  readonly summary: DeckSummary
  readonly rows: number
  readonly rejected: number
}

/** Plain values in and out. All throw what `parseDeck` throws. */
export const deckWork = {
  summary: (csv: string, now: number): DeckSummary => summaryOf(parseDeck(csv, { file: FILE }).rates, now),

  /** For a rater in another thread. */
  compile: (csv: string): CompiledDeck => compileDeck(parseDeck(csv, { file: FILE }).rates),

  preview: previewOf,

  merge(before: string | null, given: DeckText, now: number): MergedDeck {
    const { rates, rejects } = read(given)
    const all = [...(before === null ? [] : parseDeck(before, { file: FILE }).rates), ...rates]
    // Two currencies in one deck are refused as when they stand in one file.
    const csv = writeDeck(all)
    parseDeck(csv, { file: FILE })
    return { csv, summary: summaryOf(all, now), rows: rates.length, rejected: rejects.length }
  },

  /** The rows that may apply to a number, E.164 digits. */
  toward: (csv: string, e164: string): readonly Rate[] =>
    parseDeck(csv, { file: FILE }).rates.filter(({ prefix }) => e164.startsWith(prefix)),

  /** Any one row: it tells the currency. */
  first: (csv: string): readonly Rate[] => parseDeck(csv, { file: FILE }).rates.slice(0, 1),
}

const FILE = 'the price list'
const FEW = 8

/** A form's mapping as deck-map.yaml would say it. */
function mapOf({ columns, decimal: mark, dates, ratePer, currency, effectiveFrom }: DeckMapping): DeckMap {
  return {
    header: true,
    decimal: mark,
    dates,
    ratePer,
    columns,
    defaults: {
      ...(currency ? { currency: currency.toUpperCase() } : {}),
      ...(effectiveFrom ? { effective_from: effectiveFrom } : {}),
    },
  }
}

const read = ({ text, mapping }: DeckText): ParsedDeck =>
  parseDeck(text, { file: FILE, map: mapping && mapOf(mapping) })

function previewOf(given: DeckText, now: number): DeckPreview {
  const { header, rows, columns, decimal: mark } = guessLayout(given.text)
  const guessed: DeckPreview['mapping'] = { columns, decimal: mark, dates: 'ymd', ratePer: 'minute' }
  const mapping = given.mapping ?? guessed
  const shown = { header: [...header], rows: rows.map((row) => [...row]), mapping }
  const nothing = { deck: null, rates: [], rejected: 0, rejects: [] }
  try {
    const whole = columns.prefix !== undefined && columns.rate_per_minute !== undefined
    const asGuessed = whole ? (guessed as DeckMapping) : undefined
    const deck = read({ text: given.text, mapping: given.mapping ?? asGuessed })
    return {
      ...shown,
      deck: summaryOf(deck.rates, now),
      rates: deck.rates.slice(0, FEW).map(rateJson),
      rejected: deck.rejects.length,
      rejects: deck.rejects.slice(0, FEW).map((reject) => ({ ...reject })),
      problem: null,
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { ...shown, ...nothing, problem: `${error.message}. ${error.remedy}` }
  }
}

function summaryOf(rates: readonly Rate[], now: number): DeckSummary {
  const ahead = rates.filter(({ effectiveFrom }) => effectiveFrom > now)
  const next = ahead.reduce(
    (least, { effectiveFrom }) => Math.min(least, effectiveFrom),
    Number.POSITIVE_INFINITY,
  )
  return {
    rows: rates.length,
    prefixes: new Set(rates.map(({ prefix }) => prefix)).size,
    currency: rates[0]?.currency ?? '',
    ahead: ahead.length,
    nextChange: ahead.length === 0 ? null : new Date(next).toISOString(),
  }
}

export const rateJson = (rate: Rate): RateJson => ({
  prefix: rate.prefix,
  description: rate.description,
  perMinute: decimal(rate.perMinute),
  connectionFee: decimal(rate.connectionFee),
  initialIncrement: rate.initialIncrement,
  recurringIncrement: rate.recurringIncrement,
  effectiveFrom: Number.isFinite(rate.effectiveFrom) ? new Date(rate.effectiveFrom).toISOString() : null,
})
