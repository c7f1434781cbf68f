import { type Money, moneyText } from '#core/kernel'
import type { HandledFacts } from './handled.ts'
import type { Block, Table } from './model.ts'
import { some, type TimeReader } from './words.ts'

const right = (title: string) => ({ title, align: 'right' as const, grow: false })

/** What became of a line of an invoice, in the words of who pays it. */
const LINE_CLASSES: Readonly<Record<string, string>> = {
  matched: 'agree with a call in everything',
  'provider-only': 'for calls the phone system never made',
  'mis-rated': 'by another rate than agreed',
  'over-duration': 'longer than the call was',
  duplicate: 'billed twice',
  'rewritten-number': 'with another number than the call had',
  currency: 'in another currency',
  credit: 'credits',
}
export const lineClassText = (kind: string): string => LINE_CLASSES[kind] ?? kind

/** What it cost, what the invoice says of it, and what came back. */
export function moneySection(facts: HandledFacts, time: TimeReader): Block[] {
  const { low, likely, high } = facts.lost
  return [
    { kind: 'heading', text: 'The money' },
    {
      kind: 'figures',
      figures: [
        { label: 'At least', value: moneyText(low), tone: 'plain' },
        { label: 'Likely', value: moneyText(likely), tone: 'bad' },
        { label: 'At most', value: moneyText(high), tone: 'plain' },
        ...facts.claims.flatMap(({ credited, open }) => [
          { label: 'Recovered', value: moneyText(credited), tone: 'plain' as const },
          { label: 'Still disputed', value: moneyText(open), tone: 'plain' as const },
        ]),
      ],
    },
    ...invoice(facts),
    ...facts.disputes.map(
      (dispute): Block => ({
        kind: 'paragraph',
        tone: 'plain',
        text: `${time(dispute.at)}: dispute ${dispute.status}, ${moneyText(dispute.amount)}. ${dispute.note}`,
      }),
    ),
  ]
}

function invoice({ reconciled }: HandledFacts): Block[] {
  const plain = (text: string): Block => ({ kind: 'paragraph', tone: 'plain', text })
  if (reconciled === null) return [plain('No invoice was matched to the calls.')]
  const { unauthorised, unauthorisedAmount } = reconciled
  const foreign =
    unauthorised === 0
      ? ''
      : ` ${some(unauthorised, 'line')} of it, ${moneyText(unauthorisedAmount)}, are for calls that an intruder placed.`
  const told = plain(
    `${reconciled.invoice}: ${some(reconciled.matched, 'line')} agree, ${some(reconciled.differences, 'difference')}, ${some(reconciled.providerOnly, 'line')} only the carrier knows.${foreign} To be asked back: ${moneyText(reconciled.disputed)}.`,
  )
  return reconciled.total === null ? [told] : [told, lines(reconciled, reconciled.total)]
}

/** Every line is in one row: they add up to the invoice. */
function lines({ sums, invoice: name }: NonNullable<HandledFacts['reconciled']>, total: Money): Table {
  const others = total.micros - sums.reduce((sum, { amount }) => sum + amount.micros, 0)
  const rows = sums.map((sum) => [
    lineClassText(sum.class),
    sum.lines.toLocaleString('en-US'),
    moneyText(sum.amount),
    sum.disputed.micros === 0 ? '–' : moneyText(sum.disputed),
  ])
  if (others !== 0)
    rows.push(['rent, fees and taxes', '–', moneyText({ micros: others, currency: total.currency }), '–'])
  rows.push(['The invoice', '', moneyText(total), ''])
  return {
    kind: 'table',
    caption: `${name}, by what became of its lines`,
    columns: [
      { title: 'Lines', align: 'left', grow: true },
      right('Number'),
      right('Amount'),
      right('Too much'),
    ],
    rows: rows.map((cells) => ({ cells, note: '' })),
    after: '',
  }
}
