import type { FlaggedCall, Verdict } from '#contract'
import { type Order, sorted } from '../../components/order.ts'
import { countryName } from '../../format.ts'

/** What the list is narrowed to; null: everything. */
export interface CallFilter {
  readonly account: string | null
  readonly prefix: string | null
}

export type WhereOf = (to: string) => { readonly name: string; readonly prefix: string }

const nowhere = { name: '', prefix: '' }

/** The place a number lies in, by the longest prefix among the verdict's destinations; '' when none fits. */
export function placeOf(destinations: Verdict['destinations']): WhereOf {
  const names = new Map(destinations.map(({ prefix, country }) => [prefix, countryName(country)]))
  const longest = Math.max(0, ...destinations.map(({ prefix }) => prefix.length))
  return (to) => {
    for (let length = Math.min(longest, to.length); length > 1; length -= 1) {
      const prefix = to.slice(0, length)
      const name = names.get(prefix)
      if (name) return { name, prefix }
    }
    return nowhere
  }
}

const keys: Readonly<Record<string, (call: FlaggedCall) => string | number>> = {
  Started: ({ startedAt }) => Date.parse(startedAt),
  Account: ({ account }) => account,
  To: ({ to }) => to,
  Talk: ({ billableSeconds }) => billableSeconds,
  Cost: ({ cost }) => cost?.micros ?? -1,
}

interface Wish {
  readonly text: string
  readonly prefix: string | null
  readonly order: Order | null
  readonly whereOf: WhereOf
}

/** What is left after searching and filtering, in the order asked for. */
export function arranged(
  calls: readonly FlaggedCall[],
  { text, prefix, order, whereOf }: Wish,
): readonly FlaggedCall[] {
  const left =
    text === '' && prefix === null
      ? calls
      : calls.filter(
          (call) =>
            (prefix === null || call.to.startsWith(prefix)) && (text === '' || mentions(call, text, whereOf)),
        )
  const key = order && keys[order.by]
  return key ? sorted(left, key, order.down) : left
}

const mentions = (call: FlaggedCall, text: string, whereOf: WhereOf): boolean =>
  `${call.account} ${call.from} ${call.to} ${call.dialled} ${call.id} ${whereOf(call.to).name} ${call.reason} ${call.signals.join(' ')}`
    .toLowerCase()
    .includes(text)
