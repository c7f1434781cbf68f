import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { RetentionOrder, RetentionView } from '#contract'
import { deleteExpired, retentionQuery } from '../../api/retention.ts'
import { mayAt, type Place, sessionQuery, usePlace } from '../../api/session.ts'
import { siteQuery } from '../../api/sites.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import { type Column, Records } from '../../components/Records.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { count, instant } from '../../format.ts'
import { AskDialog } from '../settings/AskDialog.tsx'
import { KeepForm } from './KeepForm.tsx'
import { amountOf, pastTime, titles } from './words.ts'

type Item = RetentionView['items'][number]

/** How long a site keeps its data, what is older, and its end. */
export function RetentionPage() {
  const place = usePlace()
  useEffect(() => {
    document.title = 'Retention · Settings · Ringfence'
  }, [])
  return place && <SiteRetention key={`${place.customer}/${place.site}`} place={place} />
}

function SiteRetention({ place }: { place: Place }) {
  const { data, error, refetch } = useQuery(retentionQuery(place))
  const { data: site } = useQuery(siteQuery(place))
  const { data: session } = useQuery(sessionQuery)
  const may = mayAt(session, place, 'sites.write')
  return (
    <div className="stack">
      <div className="stack-tight">
        <h2>Retention of {site?.name ?? 'this site'}</h2>
        <p className="soft">
          Call records and logs name people. Here is how long they stay. Incidents that were handled and the
          audit log stay in any case.
        </p>
      </div>
      {error && <ErrorPanel error={error} retry={() => refetch()} />}
      {!data && !error && <Waiting lines={3} height={60} what="Counting what is older" />}
      {data && <Past place={place} view={data} may={may} />}
      {data && may && (
        <KeepForm key={JSON.stringify(data.items.map(({ days }) => days))} place={place} view={data} />
      )}
    </div>
  )
}

const columns: readonly Column<Item>[] = [
  { title: 'What', lead: true, cell: ({ what }) => titles[what] },
  { title: 'Kept', cell: ({ days }) => (days === null ? 'For ever' : `${count(days)} days`) },
  { title: 'Past their time', number: true, cell: (item) => (item.days === null ? '–' : count(item.count)) },
  { title: 'The oldest', cell: ({ oldest }) => (oldest === null ? '–' : instant(oldest, 'UTC')) },
]

function Past({ place, view, may }: { place: Place; view: RetentionView; may: boolean }) {
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  const { items, stops } = view
  const amount = amountOf(items)
  const remove = useMutation({
    mutationFn: () => deleteExpired(place, orderOf(items)),
    onSuccess: (left) => {
      client.setQueryData(retentionQuery(place).queryKey, left)
      setAsking(false)
      tell(`Deleted ${amount}.`)
    },
    // What was counted is not what is there now: count again.
    onError: () => client.invalidateQueries({ queryKey: retentionQuery(place).queryKey }),
  })
  return (
    <section className="panel stack" aria-labelledby="past">
      <div className="row-apart">
        <h3 id="past">What is older</h3>
        {may && pastTime(items).length > 0 && stops.length === 0 && (
          <Button variant="default" size="sm" onClick={() => setAsking(true)}>
            Delete what is older
          </Button>
        )}
      </div>
      <Records label="What is older" rows={items} columns={columns} keyOf={({ what }) => what} every />
      {stops.map(({ incident, title, why }) => (
        <p key={incident}>
          Nothing of this site can be deleted:{' '}
          <Link to="/incidents/$id" params={{ id: incident }}>
            {title}
          </Link>{' '}
          is {why === 'open' ? 'still open' : 'under legal hold'}.
        </p>
      ))}
      {asking && (
        <AskDialog
          title="Delete what is older?"
          act="Delete it"
          danger
          work={remove}
          go={() => remove.mutate()}
          close={() => setAsking(false)}
        >
          {amount} of this site go, for everybody. This cannot be undone. That they were deleted, and by whom,
          stays in the audit log.
        </AskDialog>
      )}
    </section>
  )
}

const orderOf = (items: readonly Item[]): RetentionOrder => {
  const counted = (what: Item['what']): number => items.find((item) => item.what === what)?.count ?? 0
  return { calls: counted('calls'), investigations: counted('investigations'), audits: counted('audits') }
}
