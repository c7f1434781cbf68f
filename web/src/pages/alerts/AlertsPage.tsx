import { useQuery } from '@tanstack/react-query'
import type { AlertJson, LiveView } from '#contract'
import { useLive } from '../../api/live.ts'
import { automaticQuery } from '../../api/policies.ts'
import type { Place } from '../../api/session.ts'
import { useZone } from '../../api/sites.ts'
import { ActList } from '../../components/ActList.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Moment } from '../../components/Moment.tsx'
import { PlacePage } from '../../components/PlacePage.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { counted, money } from '../../format.ts'
import { NothingFollowed } from '../live/NothingFollowed.tsx'
import { AlertCard } from './AlertCard.tsx'
import './alerts.css'

export function AlertsPage() {
  return (
    <PlacePage title="Alerts" about="What goes on that should not, why, and what stops it.">
      {(place) => <Alerts place={place} />}
    </PlacePage>
  )
}

function Alerts({ place }: { place: Place }) {
  const { view, stale } = useLive(place)
  const past = useQuery(automaticQuery(place, 7))
  return (
    <>
      {stale && (
        <p className="live-stale tone-watch" role="status">
          The server has said nothing for a while. What is shown here may be old; it is asked again by itself.
        </p>
      )}
      {view === undefined && <Waiting lines={3} height={120} what="Loading the alerts" />}
      {view === null && <NothingFollowed site={place.site} />}
      {view && <Now place={place} view={view} />}
      <section className="stack" aria-labelledby="past-title">
        <h2 id="past-title">What was done about it in the last week</h2>
        {past.error && <ErrorPanel error={past.error} retry={() => past.refetch()} />}
        {past.data?.acts.length === 0 && (
          <p className="soft">Nothing: no alert has asked for anything in seven days.</p>
        )}
        {past.data && past.data.acts.length > 0 && <ActList place={place} acts={past.data.acts} />}
      </section>
    </>
  )
}

function Now({ place, view }: { place: Place; view: LiveView }) {
  const zone = useZone(place)
  const incidents = Object.entries(byIncident(view.alerts))
  if (incidents.length === 0)
    return (
      <p className="panel soft" role="status">
        Nothing bad is going on. Alerts appear here within a second of the evidence.
      </p>
    )
  return incidents.map(([id, alerts]) => (
    <section key={id} className="stack" aria-label="An attack">
      <div className="row-apart">
        <h2>
          Attack since <Moment at={first(alerts)} zone={zone} />
        </h2>
        <p className="soft">
          {counted(alerts.length, 'alert')},{' '}
          <strong className="number">{money(sum(alerts, 'perMinute'))}</strong> a minute,{' '}
          <strong className="number">{money(sum(alerts, 'lostSoFar'))}</strong> so far
        </p>
      </div>
      {alerts.map((alert) => (
        <AlertCard key={alert.id} place={place} alert={alert} />
      ))}
    </section>
  ))
}

function byIncident(alerts: readonly AlertJson[]): Record<string, AlertJson[]> {
  const groups: Record<string, AlertJson[]> = {}
  for (const alert of alerts) groups[alert.incident] = [...(groups[alert.incident] ?? []), alert]
  return groups
}

const first = (alerts: readonly AlertJson[]): string => alerts.map(({ began }) => began).sort()[0] ?? ''

const sum = (alerts: readonly AlertJson[], what: 'perMinute' | 'lostSoFar') => ({
  micros: alerts.reduce((total, alert) => total + alert[what].micros, 0),
  currency: alerts[0]?.[what].currency ?? 'USD',
})
