import type { DeckMapping, DeckPreview } from '#contract'

type Ours = keyof DeckMapping['columns']

/** Our columns in the words of the page; the first two a price list must have. */
export const ourColumns: readonly { readonly key: Ours; readonly title: string; readonly needed: boolean }[] =
  [
    { key: 'prefix', title: 'Number prefix', needed: true },
    { key: 'rate_per_minute', title: 'Price', needed: true },
    { key: 'description', title: 'Destination', needed: false },
    { key: 'effective_from', title: 'In force from', needed: false },
    { key: 'currency', title: 'Currency', needed: false },
    { key: 'connection_fee', title: 'Fee per call', needed: false },
    { key: 'initial_increment', title: 'First step, seconds', needed: false },
    { key: 'recurring_increment', title: 'Further steps, seconds', needed: false },
    { key: 'minimum_charge', title: 'Least per call', needed: false },
  ]

export type Draft = DeckPreview['mapping']

/** The mapping once it is whole; undefined while a column is missing that must be there. */
export function wholeMapping(draft: Draft): DeckMapping | undefined {
  const { prefix, rate_per_minute: rate } = draft.columns
  if (!prefix || !rate) return undefined
  return { ...draft, columns: { ...draft.columns, prefix, rate_per_minute: rate } }
}
