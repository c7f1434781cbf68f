import { useEffect } from 'react'
import type { LiveView } from '#contract'
import { useLive } from '../../api/live.ts'
import { type Place, usePlace } from '../../api/session.ts'
import { useZone } from '../../api/sites.ts'
import { Waiting } from '../../components/Waiting.tsx'
import { counted } from '../../format.ts'
import { Alerts } from './Alerts.tsx'
import { CallsNow } from './CallsNow.tsx'
import './live.css'
import { LossMeter } from './LossMeter.tsx'
import { NothingFollowed } from './NothingFollowed.tsx'
import { Sources } from './Sources.tsx'

export function LivePage() {
  const place = usePlace()
  useEffect(() => {
    document.title = 'Live · Ringfence'
  }, [])
  if (!place) {
    return (
      <div className="page-frame stack">
        <h1>You cannot see any site yet</h1>
        <p className="soft">Ask the owner of this console to give you a role at one.</p>
      </div>
    )
  }
  return <Live place={place} />
}

function Live({ place }: { place: Place }) {
  const { view, stale } = useLive(place)
  const zone = useZone(place)
  return (
    <div className="page-frame stack-wide">
      <div className="stack-tight">
        <h1>Live</h1>
        <p className="soft" aria-live="polite">
          {view ? summary(view) : 'Calls as they happen.'}
        </p>
      </div>
      {stale && (
        <p className="live-stale tone-watch" role="status">
          The server has said nothing for a while. What is shown here may be old; it is asked again by itself.
        </p>
      )}
      {view === undefined && <Waiting lines={5} what="Loading what is going on" />}
      {view === null && <NothingFollowed site={place.site} />}
      {view && (
        <>
          <Sources sources={view.sources} zone={zone} />
          <LossMeter view={view} />
          {view.alerts.length > 0 && <Alerts place={place} alerts={view.alerts} />}
          <CallsNow place={place} calls={view.calls} at={view.at} />
        </>
      )}
    </div>
  )
}

function summary({ calls, meter }: LiveView): string {
  const up = `${counted(calls.length, 'call')} in progress`
  return meter.calls > 0 ? `${up}, ${counted(meter.calls, 'bad one')} among them.` : `${up}.`
}
