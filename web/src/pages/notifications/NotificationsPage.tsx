import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { channelsQuery, planQuery } from '../../api/notices.ts'
import { mayAnywhere, type Place, sessionQuery, usePlace } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { Channels } from './Channels.tsx'
import { PlanEditor } from './PlanEditor.tsx'
import './notifications.css'

/** Who is told of a breach at this site, when, and through what. */
export function NotificationsPage() {
  const place = usePlace()
  useEffect(() => {
    document.title = 'Notifications · Settings · Ringfence'
  }, [])
  return place && <Notifications key={`${place.customer}/${place.site}`} place={place} />
}

function Notifications({ place }: { place: Place }) {
  const { data: session } = useQuery(sessionQuery)
  const channels = useQuery(channelsQuery(place))
  const plan = useQuery(planQuery(place))
  const error = channels.error ?? plan.error
  const mayChange = mayAnywhere(session, 'notices.configure')
  return (
    <div className="stack-wide">
      <div className="stack-tight">
        <h2>Notifications</h2>
        <p className="soft">
          In a breach the phones of this site may be watched, or dead. Here you say who is told then, in what
          order, and through what else.
        </p>
      </div>
      {error && (
        <ErrorPanel
          error={error}
          retry={() => {
            void channels.refetch()
            void plan.refetch()
          }}
        />
      )}
      {!error && !(channels.data && plan.data) && <Waiting lines={4} what="Loading the plan" />}
      {channels.data && plan.data && (
        <>
          <Channels place={place} channels={channels.data.channels} mayChange={mayChange} />
          <PlanEditor
            place={place}
            view={plan.data}
            channels={channels.data.channels}
            mayChange={mayChange}
          />
        </>
      )}
    </div>
  )
}
