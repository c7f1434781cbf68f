import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { LedgerLine } from '#contract'
import { ledgerQuery } from '../../api/tokens.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { type Column, Records } from '../../components/Records.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { Ago, here } from './Ago.tsx'
import { actionChoices, actionWords, actorText, detailText } from './ledger-words.ts'
import './access.css'

/** What was done here, by whom: every sign-in, change and export. */
export function LedgerPage() {
  const [action, setAction] = useState('')
  const ledger = useInfiniteQuery(ledgerQuery(action))
  const rows = ledger.data?.pages.flatMap((page) => page.items) ?? []
  useEffect(() => {
    document.title = 'Audit log · Settings · Ringfence'
  }, [])
  return (
    <div className="stack">
      <div className="row-apart">
        <div className="stack-tight">
          <h2>Audit log</h2>
          <p className="soft">
            Every sign-in, change and export, bound to the one before by its hash. Nobody can change or delete
            it here.
          </p>
        </div>
        <NativeSelect
          label="Show"
          data={[...actionChoices]}
          value={action}
          onChange={(event) => setAction(event.currentTarget.value)}
        />
      </div>
      {ledger.error && <ErrorPanel error={ledger.error} retry={() => ledger.refetch()} />}
      {ledger.isPending && <Waiting lines={6} what="Loading the audit log" height={44} />}
      {ledger.data && rows.length === 0 && (
        <p className="panel soft">Nothing of this kind has been done yet.</p>
      )}
      {rows.length > 0 && (
        <div className="panel">
          <Records label="Audit log" rows={rows} columns={columns} keyOf={({ seq }) => String(seq)} every />
        </div>
      )}
      {ledger.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={ledger.isFetchingNextPage}
            onClick={() => ledger.fetchNextPage()}
          >
            Earlier ones
          </Button>
        </div>
      )}
    </div>
  )
}

const columns: readonly Column<LedgerLine>[] = [
  { title: 'When', cell: ({ at }) => <Ago at={at} /> },
  { title: 'What', lead: true, cell: ({ action }) => <span title={action}>{actionWords(action)}</span> },
  { title: 'By', cell: actorText },
  {
    title: 'About',
    cell: ({ subjectName, subject }) => subjectName ?? <span className="faint">{subject}</span>,
  },
  {
    title: 'Details',
    wide: true,
    cell: ({ detail }) => (
      <span className="faint" title={`On the clock of UTC: ${detailText(detail, 'UTC')}`}>
        {detailText(detail, here)}
      </span>
    ),
  },
]
