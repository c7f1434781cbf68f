import { useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { InvestigationView, Verdict } from '#contract'
import { flaggedCallsQuery } from '../../api/investigations.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import type { Order } from '../../components/order.ts'
import { count, counted } from '../../format.ts'
import { CallList } from './CallList.tsx'
import { CallTools } from './CallTools.tsx'
import { arranged, type CallFilter, placeOf } from './calls.ts'
import { SignalLegend } from './SignalLegend.tsx'

interface Props {
  readonly place: Place
  readonly view: InvestigationView
  readonly verdict: Verdict
  readonly original: boolean
  readonly filter: CallFilter
  readonly setFilter: (filter: CallFilter) => void
}

// Sorting and searching happen here, over what has been fetched; beyond this many, the CSV is the better tool.
const mostHeld = 50_000

export function FlaggedCalls({ place, view, verdict, original, filter, setFilter }: Props) {
  const [text, setText] = useState('')
  const [order, setOrder] = useState<Order | null>(null)
  const wanted = useDeferredValue(text.trim().toLowerCase())
  const list = useInfiniteQuery(
    flaggedCallsQuery(place, view.id, filter.account, judgementOf(view, original)),
  )
  const { hasNextPage, isFetching, isError, fetchNextPage } = list

  const first = useMemo(
    () => verdict.flaggedCalls.filter(({ account }) => filter.account === null || account === filter.account),
    [verdict, filter.account],
  )
  const fetched = useMemo(() => list.data?.pages.flatMap((page) => page.items), [list.data])
  const held = fetched ?? first
  const whole = wanted !== '' || order !== null || filter.prefix !== null
  useEffect(() => {
    if (whole && hasNextPage && !isFetching && !isError && held.length < mostHeld) void fetchNextPage()
  }, [whole, hasNextPage, isFetching, isError, held.length, fetchNextPage])

  const whereOf = useMemo(() => placeOf(verdict.destinations), [verdict])
  const shown = useMemo(
    () => arranged(held, { text: wanted, prefix: filter.prefix, order, whereOf }),
    [held, wanted, filter.prefix, order, whereOf],
  )
  const narrowed = whole || filter.account !== null
  const total = list.data?.pages[0]?.total ?? (filter.account === null ? view.flaggedTotal : held.length)

  return (
    <section id="calls" className="panel stack" aria-labelledby="calls-title">
      <div className="stack-tight">
        <h2 id="calls-title" tabIndex={-1}>
          Flagged calls
        </h2>
        <p className="faint number" role="status">
          {said(shown.length, held.length, total, whole)}
        </p>
      </div>
      <CallTools
        verdict={verdict}
        filter={filter}
        setFilter={setFilter}
        text={text}
        setText={setText}
        reset={
          narrowed || text !== ''
            ? () => {
                setText('')
                setOrder(null)
                setFilter({ account: null, prefix: null })
              }
            : null
        }
      />
      {list.error && <ErrorPanel error={list.error} retry={() => list.refetch()} />}
      <CallList
        calls={shown}
        zone={verdict.site.timezone}
        whereOf={whereOf}
        order={order}
        setOrder={setOrder}
        nearEnd={() => {
          if (!whole && hasNextPage && !isFetching && !isError) void fetchNextPage()
        }}
      />
      <SignalLegend calls={held} />
    </section>
  )
}

/** Another one with each mark made, judged and taken back. */
const judgementOf = ({ marks, judgingAgain }: InvestigationView, original: boolean) => ({
  original,
  marks: `${judgingAgain} ${marks.map(({ id, takenBackAt }) => `${id}${takenBackAt ?? ''}`).join(' ')}`,
})

function said(shown: number, held: number, total: number, whole: boolean): string {
  if (!whole)
    return held < total ? `${counted(total, 'call')}, ${count(held)} loaded so far` : counted(total, 'call')
  if (held >= total) return `${counted(shown, 'call')} of ${count(total)}`
  if (held >= mostHeld)
    return `${counted(shown, 'call')} among the first ${count(held)}; the CSV holds the rest`
  return `${counted(shown, 'call')} so far; looking through the other ${count(total - held)}…`
}
