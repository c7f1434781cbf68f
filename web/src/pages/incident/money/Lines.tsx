import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { ReconciledLine, ReconciledList } from '#contract'
import { reconciledLinesQuery } from '../../../api/invoices.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { type LongColumn, LongTable } from '../../../components/LongTable.tsx'
import { Moment } from '../../../components/Moment.tsx'
import { Waiting } from '../../../components/Waiting.tsx'
import { clock, counted, exactMoney } from '../../../format.ts'
import { useRoom } from '../room.ts'
import { listWords } from './words.ts'

/** The lines of one class, in the order of the invoice. `at`: when it was matched; a later match is another list. */
export function Lines({ list, at }: { list: ReconciledList; at: string }) {
  const { place, view } = useRoom()
  const { zone } = view
  const query = reconciledLinesQuery(place, view.id, list)
  const found = useInfiniteQuery({ ...query, queryKey: [...query.queryKey, at] as never })
  const { hasNextPage, isFetching, isError, fetchNextPage } = found
  const rows = useMemo(() => found.data?.pages.flatMap(({ items }) => items) ?? [], [found.data])
  const columns = useMemo(() => columnsOf(zone, list), [zone, list])
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    head.current?.focus()
  }, [])
  const more = useCallback(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage()
  }, [hasNextPage, isFetching, isError, fetchNextPage])
  const total = found.data?.pages[0]?.total
  return (
    <div className="stack-tight">
      <h3 ref={head} tabIndex={-1}>
        {listWords[list].name}
        {total !== undefined && <span className="soft">: {counted(total, 'line')}</span>}
      </h3>
      {found.error && <ErrorPanel error={found.error} retry={() => found.refetch()} />}
      {found.isPending && !found.error ? (
        <Waiting lines={4} height={44} what="Loading the lines" />
      ) : (
        <LongTable<ReconciledLine>
          label={`Lines: ${listWords[list].name}`}
          rows={rows}
          columns={columns}
          keyOf={({ key }) => key}
          order={null}
          nearEnd={more}
          total={total}
          none="No line of this kind."
        />
      )}
    </div>
  )
}

/** Lists of differences have no time of their own, strangers no account, and what was not billed no amount. */
const lacks: Readonly<Partial<Record<ReconciledList, readonly string[]>>> = {
  'provider-only': ['Account', 'Should be'],
  'pbx-only': ['Billed', 'To ask back'],
}
const alike = ['When', 'Account', 'Length']

function columnsOf(zone: string, list: ReconciledList): LongColumn<ReconciledLine>[] {
  const columns: LongColumn<ReconciledLine>[] = [
    {
      title: 'Line',
      width: 'minmax(90px, 1fr)',
      lead: true,
      cell: ({ invoiceLine, callId }) => invoiceLine ?? callId ?? '',
    },
    {
      title: 'When',
      width: '160px',
      cell: ({ startedAt }) => (startedAt ? <Moment at={startedAt} zone={zone} /> : '–'),
    },
    { title: 'Account', width: '70px', cell: ({ account }) => account ?? '–' },
    {
      title: 'Number',
      width: 'minmax(130px, 1fr)',
      cell: ({ to }) => <span className="number">{to.startsWith('+') ? to : `+${to}`}</span>,
    },
    {
      title: 'Length',
      width: '64px',
      number: true,
      cell: ({ seconds }) => (seconds === null ? '–' : clock(seconds)),
    },
    {
      title: 'Billed',
      width: '84px',
      number: true,
      cell: ({ invoiced }) => (invoiced ? exactMoney(invoiced) : '–'),
    },
    {
      title: 'Should be',
      width: '84px',
      number: true,
      cell: ({ expected }) => (expected ? exactMoney(expected) : '–'),
    },
    {
      title: 'To ask back',
      width: '90px',
      number: true,
      cell: ({ delta }) => (delta && delta.micros > 0 ? exactMoney(delta) : '–'),
    },
  ]
  const left = lacks[list] ?? (list === 'unauthorised' ? [] : alike)
  return columns.filter(({ title }) => !left.includes(title))
}
