import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { connectionsQuery } from '../../api/connections.ts'
import { type Place, sessionQuery } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { PlacePage } from '../../components/PlacePage.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { ByHand } from './ByHand.tsx'
import { ConnectForm } from './ConnectForm.tsx'
import { ConnectionCard } from './ConnectionCard.tsx'
import './connect.css'

export function ConnectPage() {
  return (
    <PlacePage
      title="Connect"
      about="The phone systems, firewalls and switches of this site: what Ringfence reads there, and what it could stop."
    >
      {(place) => <Connect place={place} />}
    </PlacePage>
  )
}

function Connect({ place }: { place: Place }) {
  const { data: session } = useQuery(sessionQuery)
  const mayChange = session?.person?.permissions.includes('connections.manage') ?? false
  const { data, error, refetch, isFetching } = useQuery(connectionsQuery(place))
  return (
    <>
      <section className="stack" aria-labelledby="connected-title" aria-busy={isFetching}>
        <div className="row-apart">
          <h2 id="connected-title">Connected</h2>
          {data && data.connections.length > 0 && (
            <Button size="sm" variant="default" loading={isFetching} onClick={() => void refetch()}>
              Try all again
            </Button>
          )}
        </div>
        {error && <ErrorPanel error={error} retry={() => refetch()} />}
        {!(data || error) && <Waiting lines={2} height={96} what="Trying the systems of this site" />}
        {data?.connections.length === 0 && (
          <p className="soft">
            Nothing yet. Until then Ringfence sees no call while it runs, and can stop none.
          </p>
        )}
        {data?.connections.map((connection) => (
          <ConnectionCard key={connection.id} place={place} connection={connection} mayChange={mayChange} />
        ))}
      </section>
      {mayChange ? (
        <ConnectForm place={place} />
      ) : (
        <p className="soft">An owner of the whole console can connect systems.</p>
      )}
      <ByHand place={place} />
    </>
  )
}
