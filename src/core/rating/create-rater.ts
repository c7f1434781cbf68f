import { DomainError } from '#core/kernel'
import type { Rate, Rater } from './model.ts'
import { compileRates, openPricing, type PriceColumns } from './pricing.ts'
import { indexRates, type RateIndex, rateFinder } from './rates-by-prefix.ts'
import { readRate, writeRates } from './written-rates.ts'

/** A deck as a rater. An instant that is not a number (a call never answered) finds no rate. */
export function createRater(deck: readonly Rate[]): Rater {
  const { rates, index } = indexRates(deck)
  return openRater(currencyOf(rates), index, compileRates(rates), (at) => rates[at])
}

/** A deck as plain arrays and text: to be compiled in one thread and used in another, where 100,000 rates would take a second to make. */
export interface CompiledDeck {
  readonly currency: string
  readonly index: RateIndex
  readonly prices: PriceColumns
  /** The rates themselves, a line each, which begin at `starts`. */
  readonly lines: string
  readonly starts: Int32Array
}

export function compileDeck(deck: readonly Rate[]): CompiledDeck {
  const { rates, index } = indexRates(deck)
  return { currency: currencyOf(rates), index, prices: compileRates(rates), ...writeRates(rates) }
}

/** The same rater that `createRater` makes of the deck, at once. */
export function openDeck({ currency, index, prices, lines, starts }: CompiledDeck): Rater {
  return openRater(currency, index, prices, (at) => readRate(lines, starts, at))
}

function openRater(
  currency: string,
  index: RateIndex,
  prices: PriceColumns,
  rateAt: (index: number) => Rate | undefined,
): Rater {
  const pricing = openPricing(prices, rateAt)
  return {
    currency,
    estimated: false,
    find: rateFinder(index),
    rate(at) {
      const rate = rateAt(at)
      if (!rate) throw new RangeError(`no rate ${at}`)
      return rate
    },
    billedSeconds: pricing.billedSeconds,
    cost: pricing.cost,
    lowest: pricing.cost,
    highest: pricing.cost,
  }
}

function currencyOf([first]: readonly Rate[]): string {
  if (first === undefined) {
    throw new DomainError('deck-empty', 'the deck has no rates', 'Give a deck with at least one row.')
  }
  return first.currency
}
