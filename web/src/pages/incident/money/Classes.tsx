import { UnstyledButton } from '@mantine/core'
import type { MoneyJson, ReconciledList, ReconciledSummary } from '#contract'
import { Moment } from '../../../components/Moment.tsx'
import { type Column, Records } from '../../../components/Records.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { count, exactMoney } from '../../../format.ts'
import { useRoom } from '../room.ts'
import { listWords } from './words.ts'

interface Row {
  readonly key: string
  readonly list: ReconciledList | null
  readonly name: string
  readonly lines: number | null
  readonly amount: MoneyJson | null
  readonly asked: MoneyJson | null
}

interface Props {
  readonly summary: ReconciledSummary
  readonly shown: ReconciledList | null
  readonly show: (list: ReconciledList | null) => void
}

/** Every line is in one class, and the classes add up to the invoice: in each currency. */
export function Classes({ summary, shown, show }: Props) {
  const { view } = useRoom()
  return (
    <>
      <p className="soft">
        {summary.invoice}, matched <Moment at={summary.at} zone={view.zone} /> with{' '}
        {count(summary.input.calls)} calls of this site{clockWords(summary)}. Every line is in one row.
      </p>
      {summary.totals.map((total) => (
        <Records
          key={total.currency}
          label={`Lines by class, ${total.currency}`}
          rows={rowsOf(summary, total)}
          columns={columnsOf(shown, show)}
          keyOf={({ key }) => key}
          every
        />
      ))}
    </>
  )
}

/** Far-off clocks are worth a word: they explain why times differ. */
function clockWords({ clock }: ReconciledSummary): string {
  const [shift = 0] = clock.shiftMinutes
  const ahead = shift * 60 + clock.skewSeconds
  if (Math.abs(ahead) < 5) return ''
  const hours = Math.round(Math.abs(ahead) / 360) / 10
  const much = Math.abs(ahead) >= 1800 ? `${hours} h` : `${Math.round(Math.abs(ahead))} s`
  return `, its clock ${much} ${ahead > 0 ? 'ahead of' : 'behind'} theirs`
}

const order: readonly ReconciledList[] = [
  'matched',
  'provider-only',
  'over-duration',
  'mis-rated',
  'duplicate',
  'rewritten-number',
  'currency',
  'credit',
]

function rowsOf(
  { classes, lists, totals }: ReconciledSummary,
  total: ReconciledSummary['totals'][number],
): Row[] {
  const { currency } = total
  const single = totals.length === 1
  const amount = (micros: number): MoneyJson => ({ micros, currency })
  const rows: Row[] = order.flatMap((list) => {
    const micros = total.byClass[list as keyof typeof total.byClass]
    if (micros === undefined) return []
    const wrong = total.disputed[list as keyof typeof total.disputed]
    return {
      key: list,
      list,
      name: listWords[list].name,
      // Lines are counted over all currencies.
      lines: single ? (classes[list as keyof typeof classes] ?? 0) : null,
      amount: amount(micros),
      asked: wrong ? amount(wrong) : null,
    }
  })
  const plain = { list: null, lines: null, asked: null }
  if (total.otherCharges !== 0)
    rows.push({ ...plain, key: 'other', name: 'Rent, fees and taxes', amount: amount(total.otherCharges) })
  rows.push({ ...plain, key: 'all', name: 'The invoice', amount: amount(total.invoice) })
  if (total.unauthorised > 0)
    rows.push({
      key: 'unauthorised',
      list: 'unauthorised',
      name: `Of it: ${listWords.unauthorised.name.toLowerCase()}`,
      lines: single ? (lists.unauthorised ?? 0) : null,
      amount: amount(total.unauthorised),
      asked: amount(total.unauthorised),
    })
  if (classes['pbx-only'])
    rows.push({
      ...plain,
      key: 'pbx-only',
      list: 'pbx-only',
      name: `Beside it: ${listWords['pbx-only'].name.toLowerCase()}`,
      lines: classes['pbx-only'],
      amount: null,
    })
  return rows
}

function columnsOf(shown: ReconciledList | null, show: (list: ReconciledList | null) => void): Column<Row>[] {
  return [
    {
      title: 'Lines',
      lead: true,
      wide: true,
      cell: ({ list, name }) =>
        list === null ? (
          <strong>{name}</strong>
        ) : (
          <span className="row">
            <Tag tone={listWords[list].tone}>{name}</Tag>
            <span className="soft money-means">{listWords[list].means}</span>
          </span>
        ),
    },
    { title: 'Number', number: true, cell: ({ lines }) => (lines === null ? '' : count(lines)) },
    {
      title: 'Amount',
      number: true,
      cell: ({ amount, key }) =>
        amount === null ? '' : key === 'all' ? <strong>{exactMoney(amount)}</strong> : exactMoney(amount),
    },
    { title: 'To ask back', number: true, cell: ({ asked }) => (asked === null ? '–' : exactMoney(asked)) },
    {
      title: 'Look',
      cell: ({ list, name }) =>
        list !== null &&
        list !== 'matched' && (
          <UnstyledButton
            className="money-look"
            aria-expanded={shown === list}
            aria-label={`${shown === list ? 'Hide' : 'Show'} the lines: ${name}`}
            onClick={() => show(shown === list ? null : list)}
          >
            {shown === list ? 'Hide' : 'Show'}
          </UnstyledButton>
        ),
    },
  ]
}
