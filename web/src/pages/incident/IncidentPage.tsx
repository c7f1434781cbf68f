import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { IncidentView } from '#contract'
import { useIncident } from '../../api/incidents.ts'
import { type Place, usePlace } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { Closing } from './Closing.tsx'
import { DutiesView } from './duties/DutiesView.tsx'
import { Head } from './Head.tsx'
import './incident.css'
import { MoneyView } from './money/MoneyView.tsx'
import { NextBar } from './NextBar.tsx'
import { Room } from './room.ts'
import { Step } from './Step.tsx'
import { StepNav } from './StepNav.tsx'
import { TimelinePanel } from './TimelinePanel.tsx'
import { useActing } from './use-acting.ts'

export function IncidentPage() {
  const { id } = useParams({ from: '/inside/incidents/$id' })
  const place = usePlace()
  if (!place) return null
  return <Incident key={id} place={place} id={id} />
}

function Incident({ place, id }: { place: Place; id: string }) {
  const { data, error, refetch } = useIncident(place, id)
  useEffect(() => {
    if (data) document.title = `${data.title} · Ringfence`
  }, [data])
  if (error && !data)
    return (
      <div className="page-frame stack">
        <h1>This incident could not be opened</h1>
        <ErrorPanel error={error} retry={() => refetch()} />
      </div>
    )
  if (!data)
    return (
      <div className="page-frame">
        <Waiting lines={4} height={120} what="Loading the incident" />
      </div>
    )
  return <Inside place={place} view={data} />
}

/** The view a person is in, when they chose none: the step the next act is in. */
const usual = ({ next, state }: IncidentView): string =>
  next?.step ? String(next.step) : state === 'open' ? '1' : 'closing'

function Inside({ place, view }: { place: Place; view: IncidentView }) {
  const { view: chosen } = useSearch({ from: '/inside/incidents/$id' })
  const navigate = useNavigate({ from: '/incidents/$id' })
  const acting = useActing(place, view)
  const shown = chosen ?? usual(view)
  const go = (to: string) => navigate({ search: (before) => ({ ...before, view: to }), resetScroll: false })
  const step = view.steps.find(({ number }) => String(number) === shown)
  return (
    <Room value={{ place, view, go, ...acting }}>
      <div className="page-frame stack incident">
        <Head />
        <NextBar />
        <div className="incident-frame">
          <StepNav shown={shown} />
          <div className="stack incident-body">
            {step && <Step key={step.number} step={step} />}
            {shown === 'money' && <MoneyView />}
            {shown === 'duties' && <DutiesView />}
            {shown === 'timeline' && <TimelinePanel />}
            {shown === 'closing' && <Closing />}
          </div>
        </div>
      </div>
    </Room>
  )
}
