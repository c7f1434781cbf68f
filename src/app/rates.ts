import type {
  DeckImport,
  DeckMapping,
  DeckPreview,
  DeckSummary,
  DeckText,
  RateJson,
  RateTrial,
  SiteRates,
} from '#contract'
import type { Place } from '#core/incidents'
import { DomainError, type SiteSettings } from '#core/kernel'
import { createDialPlan, createNumbering, type NumberingData } from '#core/numbering'
import {
  createEstimate,
  createRater,
  type DeckMap,
  decimal,
  guessLayout,
  type ParsedDeck,
  parseDeck,
  type Rate,
  type Rater,
  type Tariff,
  writeDeck,
} from '#core/rating'
import type { RateStore } from '#core/sites'
import { actOf } from './kept.ts'

export interface RatePorts {
  readonly store: RateStore
  settings(place: Place): Promise<SiteSettings>
  readNumbering(): Promise<NumberingData>
  readTariff(): Promise<Tariff>
  now(): number
}

/** What calls of a site cost: its deck, or the built-in estimate. */
export interface Rates {
  view(place: Place): Promise<SiteRates>
  /** How a price list would be read; changes nothing. */
  preview(given: DeckText): DeckPreview
  /** Throws what `parseDeck` throws. Rows that cannot be used are left out, as the preview showed. */
  save(place: Place, given: DeckImport, actor: string): Promise<SiteRates>
  remove(place: Place, actor: string): Promise<SiteRates>
  /** What a call to a number, as dialled at the site, would cost. `at`: UTC milliseconds. */
  test(place: Place, call: { number: string; seconds: number; at: number }): Promise<RateTrial>
}

const FILE = 'the price list'
const FEW = 8

export function createRates(ports: RatePorts): Rates {
  const { store, now } = ports
  const view = async (place: Place): Promise<SiteRates> => {
    const csv = await store.read(place)
    return { deck: csv === null ? null : summaryOf(parseDeck(csv, { file: FILE }).rates, now()) }
  }
  return {
    view,

    preview: (given) => previewOf(given, now()),

    async save(place, { mode, ...given }, actor) {
      const { rates, rejects } = read(given)
      const before = mode === 'add' ? await store.read(place) : null
      const all = [...(before === null ? [] : parseDeck(before, { file: FILE }).rates), ...rates]
      // Two currencies in one deck are refused as when they stand in one file.
      const csv = writeDeck(all)
      parseDeck(csv, { file: FILE })
      const detail = { rows: rates.length, rejected: rejects.length, mode, currency: rates[0]?.currency }
      await store.write(place, csv, actOf(actor, 'rates.imported', place.site, detail, now()))
      return { deck: summaryOf(all, now()) }
    },

    async remove(place, actor) {
      await store.write(place, null, actOf(actor, 'rates.removed', place.site, {}, now()))
      return { deck: null }
    },

    test: (place, call) => testNumber(ports, place, call),
  }
}

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

const rateJson = (rate: Rate): RateJson => ({
  prefix: rate.prefix,
  description: rate.description,
  perMinute: decimal(rate.perMinute),
  connectionFee: decimal(rate.connectionFee),
  initialIncrement: rate.initialIncrement,
  recurringIncrement: rate.recurringIncrement,
  effectiveFrom: Number.isFinite(rate.effectiveFrom) ? new Date(rate.effectiveFrom).toISOString() : null,
})

async function testNumber(
  { store, settings, readNumbering, readTariff }: RatePorts,
  place: Place,
  { number, seconds, at }: { number: string; seconds: number; at: number },
): Promise<RateTrial> {
  const [site, csv, data] = await Promise.all([settings(place), store.read(place), readNumbering()])
  const numbering = createNumbering(data)
  const rater: Rater =
    csv === null
      ? createEstimate(await readTariff(), numbering, {
          country: site.country,
          currency: site.currency ?? numbering.currencyOf(site.country),
        })
      : createRater(parseDeck(csv, { file: FILE }).rates)
  const { kind, e164, destination } = createDialPlan(site, numbering).resolve(number)
  const { country, risk } = numbering.destination(destination)
  const about = { kind, country, risk, estimated: rater.estimated }
  const index = e164 === '' ? -1 : rater.find(Number(e164), at)
  const nothing = { rate: null, billedSeconds: 0, cost: null, lowest: null, highest: null }
  if (index < 0) return { e164: e164 === '' ? null : `+${e164}`, ...about, ...nothing }
  const money = (micros: number) => ({ micros, currency: rater.currency })
  return {
    e164: `+${e164}`,
    ...about,
    rate: rateJson(rater.rate(index)),
    billedSeconds: rater.billedSeconds(index, seconds),
    cost: money(rater.cost(index, seconds)),
    lowest: money(rater.lowest(index, seconds)),
    highest: money(rater.highest(index, seconds)),
  }
}
