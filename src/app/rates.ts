import type { DeckImport, DeckPreview, DeckText, RateTrial, SiteRates } from '#contract'
import type { Place } from '#core/incidents'
import type { SiteSettings } from '#core/kernel'
import { createDialPlan, createNumbering, type Numbering, type NumberingData } from '#core/numbering'
import { createEstimate, createRater, type Rater, type Tariff } from '#core/rating'
import type { RateStore } from '#core/sites'
import { type deckWork, rateJson } from './deck-work.ts'
import { actOf } from './kept.ts'

/** Work on whole price lists, here or elsewhere. */
export type DeckWork = {
  readonly [Name in keyof typeof deckWork]: (
    ...given: Parameters<(typeof deckWork)[Name]>
  ) => Promise<ReturnType<(typeof deckWork)[Name]>>
}

export interface RatePorts {
  readonly store: RateStore
  readonly decks: DeckWork
  settings(place: Place): Promise<SiteSettings>
  readNumbering(): Promise<NumberingData>
  readTariff(): Promise<Tariff>
  now(): number
}

/** What calls of a site cost: its deck, or the built-in estimate. */
export interface Rates {
  view(place: Place): Promise<SiteRates>
  /** How a price list would be read; changes nothing. */
  preview(given: DeckText): Promise<DeckPreview>
  /** Throws what `parseDeck` throws. Rows that cannot be used are left out, as the preview showed. */
  save(place: Place, given: DeckImport, actor: string): Promise<SiteRates>
  remove(place: Place, actor: string): Promise<SiteRates>
  /** What a call to a number, as dialled at the site, would cost. `at`: UTC milliseconds. */
  test(place: Place, call: { number: string; seconds: number; at: number }): Promise<RateTrial>
}

export function createRates(ports: RatePorts): Rates {
  const { store, decks, now } = ports
  let numbering: Promise<Numbering> | null = null
  return {
    async view(place) {
      const csv = await store.read(place)
      return { deck: csv === null ? null : await decks.summary(csv, now()) }
    },

    preview: (given) => decks.preview(given, now()),

    async save(place, { mode, ...given }, actor) {
      const before = mode === 'add' ? await store.read(place) : null
      const { csv, summary, rows, rejected } = await decks.merge(before, given, now())
      const detail = { rows, rejected, mode, currency: summary.currency }
      await store.write(place, csv, actOf(actor, 'rates.imported', place.site, detail, now()))
      return { deck: summary }
    },

    async remove(place, actor) {
      await store.write(place, null, actOf(actor, 'rates.removed', place.site, {}, now()))
      return { deck: null }
    },

    async test(place, call) {
      numbering ??= ports.readNumbering().then(createNumbering)
      return testNumber(ports, await numbering, place, call)
    },
  }
}

async function testNumber(
  { store, decks, settings, readTariff }: RatePorts,
  numbering: Numbering,
  place: Place,
  { number, seconds, at }: { number: string; seconds: number; at: number },
): Promise<RateTrial> {
  const [site, csv] = await Promise.all([settings(place), store.read(place)])
  const { kind, e164, destination } = createDialPlan(site, numbering).resolve(number)
  const rater: Rater =
    csv === null
      ? createEstimate(await readTariff(), numbering, {
          country: site.country,
          currency: site.currency ?? numbering.currencyOf(site.country),
        })
      : await raterToward(decks, csv, e164)
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

async function raterToward(decks: DeckWork, csv: string, e164: string): Promise<Rater> {
  const rates = await decks.toward(csv, e164)
  return createRater(rates.length > 0 ? rates : await decks.first(csv))
}
