import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo } from 'react'
import type { CallRow } from '#contract'
import { type CallSearch, callKeys, callsCsvAddress, callsQuery, countQuery } from '../../api/calls.ts'
import { type Place, usePlace } from '../../api/session.ts'
import { useZone } from '../../api/sites.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { LongTable } from '../../components/LongTable.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { count, counted } from '../../format.ts'
import { CallFilters } from './CallFilters.tsx'
import './calls.css'
import { columnsOf } from './columns.tsx'
import { Views } from './Views.tsx'

export function CallsPage() {
  const place = usePlace()
  useEffect(() => {
    document.title = 'Calls · Ringfence'
  }, [])
  return place && <Explorer place={place} />
}

function Explorer({ place }: { place: Place }) {
  const search = useFilters()
  const list = useInfiniteQuery({ ...callsQuery(place, search.wanted), placeholderData: keepPreviousData })
  const total = useQuery({ ...countQuery(place, search.wanted), placeholderData: keepPreviousData })
  const zone = useZone(place)
  const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data])
  const columns = useMemo(() => columnsOf(zone), [zone])
  const { hasNextPage, isFetching, isError, fetchNextPage } = list
  const more = useCallback(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage()
  }, [hasNextPage, isFetching, isError, fetchNextPage])
  const narrowed = Object.keys(search.wanted).length > 0
  return (
    <div className="page-frame stack">
      <div className="row-apart">
        <div className="stack-tight">
          <h1>Calls</h1>
          <p className="soft">Every call that was read at this site, newest first.</p>
        </div>
        <Button
          variant="default"
          component="a"
          href={callsCsvAddress(place, search.wanted)}
          download
          leftSection={<IconDownload size={17} aria-hidden />}
        >
          Export as CSV
        </Button>
      </div>
      <Views place={place} wanted={search.wanted} open={search.replace} />
      <CallFilters
        key={JSON.stringify(search.wanted)}
        wanted={search.wanted}
        zone={zone}
        change={search.replace}
      />
      <p className="faint number" role="status">
        {said(total.data, narrowed)}
        {isFetching ? ' Looking…' : ''}
      </p>
      {list.error && <ErrorPanel error={list.error} retry={() => list.refetch()} />}
      {list.isPending && !list.error ? (
        <Waiting lines={6} height={44} what="Loading the calls" />
      ) : (
        <LongTable<CallRow>
          label="Calls"
          rows={rows}
          columns={columns}
          keyOf={({ key }) => key}
          order={null}
          nearEnd={more}
          total={total.data?.more === false ? total.data.calls : undefined}
          none={
            narrowed
              ? 'No call fits. Take a filter away.'
              : 'No calls are kept here yet. They come with the next investigation.'
          }
        />
      )}
    </div>
  )
}

/** The filters live in the address: a search can be kept, sent and gone back to. */
function useFilters(): { wanted: CallSearch; replace: (search: CallSearch) => void } {
  const all = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const navigate = useNavigate()
  const text = JSON.stringify(
    callKeys.flatMap((key) => (all[key] === undefined ? [] : [[key, String(all[key])]])),
  )
  const wanted = useMemo(() => Object.fromEntries(JSON.parse(text) as [string, string][]), [text])
  return { wanted, replace: (search) => void navigate({ to: '/calls', search: search as never }) }
}

function said(total: { calls: number; more: boolean } | undefined, narrowed: boolean): string {
  if (!total) return ''
  if (total.more) return `More than ${count(total.calls)} calls.`
  return narrowed
    ? `${counted(total.calls, 'call')} ${total.calls === 1 ? 'fits' : 'fit'}.`
    : `${counted(total.calls, 'call')}.`
}
