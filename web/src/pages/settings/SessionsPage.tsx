import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { SessionList } from '#contract'
import { endSession, sessionsQuery } from '../../api/own.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { type Column, Records } from '../../components/Records.tsx'
import { Tag } from '../../components/Tag.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { Ago } from './Ago.tsx'
import { deviceOf } from './device.ts'

type One = SessionList['items'][number]

/** Where somebody is signed in, and the way to end it. */
export function SessionsPage() {
  const { data, error, refetch } = useQuery(sessionsQuery)
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: endSession,
    onSuccess: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
  useEffect(() => {
    document.title = 'Sessions · Settings · Ringfence'
  }, [])
  const columns: readonly Column<One>[] = [
    {
      title: 'Device',
      lead: true,
      cell: ({ userAgent, current }) => (
        <span className="row">
          {deviceOf(userAgent)} {current && <Tag tone="safe">This one</Tag>}
        </span>
      ),
    },
    { title: 'Address', cell: ({ address }) => <span className="number">{address}</span> },
    { title: 'Signed in', cell: ({ createdAt }) => <Ago at={createdAt} /> },
    { title: 'Used last', cell: ({ lastSeenAt }) => <Ago at={lastSeenAt} /> },
    {
      title: '',
      cell: ({ id, current, userAgent }) =>
        !current && (
          <Button
            variant="default"
            size="sm"
            aria-label={`End the session on ${deviceOf(userAgent)}`}
            onClick={() => end.mutate(id)}
          >
            End
          </Button>
        ),
    },
  ]
  return (
    <div className="stack">
      <div className="row-apart">
        <div className="stack-tight">
          <h2>Your sessions</h2>
          <p className="soft">
            One you do not know? End it, then change your password. A session ends by itself after twelve idle
            hours.
          </p>
        </div>
        {(data?.items.length ?? 0) > 1 && (
          <Button variant="default" loading={end.isPending} onClick={() => end.mutate('others')}>
            End all others
          </Button>
        )}
      </div>
      {error && <ErrorPanel error={error} retry={() => refetch()} />}
      {end.error && <ErrorPanel error={end.error} />}
      {!data && !error && <Waiting lines={2} what="Loading your sessions" />}
      {data && (
        <div className="panel">
          <Records label="Your sessions" rows={data.items} columns={columns} keyOf={({ id }) => id} />
        </div>
      )}
    </div>
  )
}
