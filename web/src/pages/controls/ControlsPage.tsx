import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ContainInput, ControlView } from '#contract'
import { controlsQuery, useMay } from '../../api/controls.ts'
import { useLive } from '../../api/live.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { PlacePage } from '../../components/PlacePage.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { ContainForm } from './ContainForm.tsx'
import { ControlCard } from './ControlCard.tsx'
import './controls.css'
import { Lockdown } from './Lockdown.tsx'
import { PreviewPanel } from './PreviewPanel.tsx'
import { isOver } from './words.ts'

export function ControlsPage() {
  return (
    <PlacePage
      title="Controls"
      about="What is in force to contain a breach. Emergency calls pass through all of it."
    >
      {(place) => <Controls place={place} />}
    </PlacePage>
  )
}

function Controls({ place }: { place: Place }) {
  const may = useMay('controls.act')
  const { view } = useLive(place)
  const [wanted, setWanted] = useState<ContainInput | null>(null)
  const perMinute = view?.meter.perMinute.likely ?? null
  return (
    <>
      {may && <Lockdown place={place} perMinute={perMinute} alerts={view?.alerts ?? []} />}
      <InForce place={place} />
      {may && (
        <section className="panel stack" aria-labelledby="contain-title">
          <h2 id="contain-title">Contain</h2>
          <ContainForm alerts={view?.alerts ?? []} onPreview={setWanted} />
          {wanted && (
            <PreviewPanel
              key={JSON.stringify(wanted)}
              place={place}
              wanted={wanted}
              perMinute={perMinute}
              onDone={() => setWanted(null)}
            />
          )}
        </section>
      )}
    </>
  )
}

function InForce({ place }: { place: Place }) {
  const { data, error, refetch } = useQuery(controlsQuery(place))
  const open = data?.controls.filter((control) => !isOver(control)) ?? []
  const over = data?.controls.filter(isOver) ?? []
  return (
    <section className="stack" aria-labelledby="in-force-title">
      <h2 id="in-force-title">In force</h2>
      {error && <ErrorPanel error={error} retry={() => refetch()} />}
      {!data && !error && <Waiting lines={2} height={96} what="Loading the controls" />}
      {data && open.length === 0 && <p className="panel soft">Nothing is in force.</p>}
      {open.map((control) => (
        <ControlCard key={control.id} place={place} control={control} />
      ))}
      {over.length > 0 && <Over place={place} controls={over} />}
    </section>
  )
}

const SHOWN = 50

function Over({ place, controls }: { place: Place; controls: readonly ControlView[] }) {
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Over: {controls.length}</summary>
      <div className="stack control-over">
        {open &&
          controls
            .slice(0, SHOWN)
            .map((control) => <ControlCard key={control.id} place={place} control={control} />)}
      </div>
    </details>
  )
}
