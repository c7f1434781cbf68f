import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReconciledList } from '#contract'
import { reconciliationQuery } from '../../../api/invoices.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { Waiting } from '../../../components/Waiting.tsx'
import { Downloads } from '../Downloads.tsx'
import { useRoom } from '../room.ts'
import { ByHand } from './ByHand.tsx'
import { Classes } from './Classes.tsx'
import { Disputes } from './Disputes.tsx'
import { Figures } from './Figures.tsx'
import { Findings } from './Findings.tsx'
import { InvoiceDrop } from './InvoiceDrop.tsx'
import { Lines } from './Lines.tsx'
import './money.css'

/** What it cost, what the carrier bills, what is asked back and what came back. */
export function MoneyView() {
  const { place, view } = useRoom()
  const { data, error, refetch } = useQuery(reconciliationQuery(place, view.id))
  const [list, setList] = useState<ReconciledList | null>(null)
  const shown = list ?? 'provider-only'
  return (
    <section className="stack-wide" aria-labelledby="money-title">
      <div className="stack">
        <h2 id="money-title">The money</h2>
        <Figures />
      </div>
      <section className="stack" aria-labelledby="invoice-title">
        <h2 id="invoice-title">The carrier’s invoice</h2>
        {error && <ErrorPanel error={error} retry={() => refetch()} />}
        {data === undefined && !error && (
          <Waiting lines={3} height={60} what="Loading what the invoice showed" />
        )}
        {data && (
          <>
            <Findings summary={data} show={setList} />
            <Classes summary={data} shown={list} show={setList} />
            {list !== null && <Lines key={shown} list={shown} at={data.at} />}
          </>
        )}
        <InvoiceDrop again={data != null} />
        {!data && <ByHand />}
      </section>
      <Disputes />
      <section className="stack-tight" aria-labelledby="pack-title">
        <h2 id="pack-title">The dispute pack</h2>
        <p className="soft">
          The letter in the eleven parts a carrier asks for, with a schedule of the calls and of the lines.
        </p>
        <Downloads
          files={[
            ['dispute.pdf', 'Dispute letter, PDF'],
            ['dispute.html', 'Dispute letter, to edit'],
            ['dispute-calls.csv', 'Schedule of calls, CSV'],
            ['dispute-lines.csv', 'Lines of the invoice, CSV'],
          ]}
        />
      </section>
    </section>
  )
}
