import type { InvoiceMapping, InvoicePreview, ReconciledList } from '#contract'
import type { Tone } from '../../../words.ts'

/** What became of the lines of an invoice, in the words of who pays it. */
export const listWords: Readonly<
  Record<ReconciledList, { readonly name: string; readonly means: string; readonly tone: Tone }>
> = {
  'provider-only': {
    name: 'The PBX never made them',
    means: 'Billed by the carrier, and not in the records of the phone system.',
    tone: 'loss',
  },
  unauthorised: {
    name: 'Placed by the intruder',
    means: 'Billed as they were, for calls of this breach.',
    tone: 'loss',
  },
  'over-duration': {
    name: 'Billed too long',
    means: 'Longer than the call was.',
    tone: 'watch',
  },
  'mis-rated': {
    name: 'Billed at another rate',
    means: 'Not by the price list of this site.',
    tone: 'watch',
  },
  duplicate: { name: 'Billed twice', means: 'One call, two lines.', tone: 'watch' },
  'rewritten-number': {
    name: 'Another number',
    means: 'Time and length are those of a call; the number is not.',
    tone: 'watch',
  },
  currency: {
    name: 'Another currency',
    means: 'Cannot be compared with the price list.',
    tone: 'unknown',
  },
  'pbx-only': {
    name: 'Not billed',
    means: 'Calls of the phone system that the invoice leaves out.',
    tone: 'unknown',
  },
  credit: { name: 'Credits', means: 'Money back.', tone: 'safe' },
  matched: { name: 'Agree', means: 'Line and call agree in everything.', tone: 'safe' },
}

type Ours = keyof InvoiceMapping['columns']
export const ourColumns: readonly { readonly key: Ours; readonly title: string; readonly needed: boolean }[] =
  [
    { key: 'start_time', title: 'Start of the call', needed: true },
    { key: 'to', title: 'Number called', needed: true },
    { key: 'billed_seconds', title: 'Length billed', needed: true },
    { key: 'amount', title: 'Amount', needed: true },
    { key: 'currency', title: 'Currency', needed: false },
    { key: 'duration_seconds', title: 'Length of the call', needed: false },
    { key: 'from', title: 'Caller', needed: false },
    { key: 'line_id', title: 'Number of the line', needed: false },
    { key: 'description', title: 'Description', needed: false },
  ]

export type Draft = InvoicePreview['mapping']

/** The mapping once it is whole; undefined while a column is missing that must be there. */
export function wholeMapping(draft: Draft): InvoiceMapping | undefined {
  const { start_time: start, to, billed_seconds: billed, amount } = draft.columns
  if (!start || !to || !billed || !amount) return undefined
  return { ...draft, columns: { ...draft.columns, start_time: start, to, billed_seconds: billed, amount } }
}
