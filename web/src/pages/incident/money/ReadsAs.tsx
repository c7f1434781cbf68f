import type { InvoicePreview } from '#contract'
import { Moment } from '../../../components/Moment.tsx'
import { type Column, Records } from '../../../components/Records.tsx'
import { clock, exactMoney } from '../../../format.ts'

type Line = InvoicePreview['lines'][number]

/** The first lines of an invoice as they were understood. */
export function ReadsAs({ lines, zone }: { lines: readonly Line[]; zone: string }) {
  const columns: readonly Column<Line>[] = [
    { title: 'Line', lead: true, cell: ({ id }) => id },
    {
      title: 'Start',
      wide: true,
      cell: ({ startedAt }) => (startedAt ? <Moment at={startedAt} zone={zone} /> : '–'),
    },
    { title: 'From', cell: ({ from }) => (from === '' ? '–' : <span className="number">+{from}</span>) },
    { title: 'To', cell: ({ to }) => (to === '' ? '–' : <span className="number">+{to}</span>) },
    { title: 'Billed', number: true, cell: ({ billedSeconds }) => clock(billedSeconds) },
    { title: 'Amount', number: true, cell: ({ amount }) => exactMoney(amount) },
  ]
  return (
    <div className="stack-tight">
      <p>
        The first lines, as they read. Times are those of the site; a clock that is off, or in another zone,
        is found by the match.
      </p>
      <Records label="How the invoice reads" rows={lines} columns={columns} keyOf={({ id }) => id} every />
    </div>
  )
}
