import { DomainError } from '#core/kernel'
import type { Rate, Rater } from './model.ts'
import { createPricing } from './pricing.ts'
import { ratesByPrefix } from './rates-by-prefix.ts'

/** A deck as a rater. An instant that is not a number (a call never answered) finds no rate. */
export function createRater(deck: readonly Rate[]): Rater {
  const { rates, find } = ratesByPrefix(deck)
  const currency = rates[0]?.currency
  if (currency === undefined) {
    throw new DomainError('deck-empty', 'the deck has no rates', 'Give a deck with at least one row.')
  }
  const pricing = createPricing(rates)
  return {
    currency,
    estimated: false,
    find,
    rate(index) {
      const rate = rates[index]
      if (!rate) throw new RangeError(`no rate ${index}`)
      return rate
    },
    billedSeconds: pricing.billedSeconds,
    cost: pricing.cost,
    lowest: pricing.cost,
    highest: pricing.cost,
  }
}
