import type { RateJson } from '#contract'
import { type Column, Records } from '../../components/Records.tsx'
import { instant } from '../../format.ts'

/** The first rates as they were understood. */
export function PreviewTable({ rates, currency }: { rates: readonly RateJson[]; currency: string }) {
  const columns: readonly Column<RateJson>[] = [
    { title: 'Prefix', lead: true, cell: ({ prefix }) => <span className="number">+{prefix}</span> },
    { title: 'Destination', wide: true, cell: ({ description }) => description || '–' },
    { title: `${currency} a minute`, number: true, cell: ({ perMinute }) => perMinute },
    { title: 'Fee', number: true, cell: ({ connectionFee }) => connectionFee },
    {
      title: 'Steps',
      number: true,
      cell: ({ initialIncrement, recurringIncrement }) => `${initialIncrement}/${recurringIncrement} s`,
    },
    {
      title: 'From',
      cell: ({ effectiveFrom }) => (effectiveFrom ? `${instant(effectiveFrom, 'UTC')} UTC` : 'always'),
    },
  ]
  return (
    <div className="stack-tight">
      <p>The first rows, as they will count:</p>
      <Records
        label="How the price list reads"
        rows={rates}
        columns={columns}
        keyOf={(rate) => `${rate.prefix} ${rate.effectiveFrom} ${rate.perMinute}`}
        every
      />
    </div>
  )
}
