import { useState } from 'react'
import type { InvestigationView, Verdict } from '#contract'
import type { Place } from '../../api/session.ts'
import { counted } from '../../format.ts'
import { Accounts } from './Accounts.tsx'
import { Answers } from './Answers.tsx'
import { Checked } from './Checked.tsx'
import type { CallFilter } from './calls.ts'
import { Destinations } from './Destinations.tsx'
import { FlaggedCalls } from './FlaggedCalls.tsx'
import { Incidents } from './Incidents.tsx'
import { LossCurve } from './LossCurve.tsx'
import { MarkContext } from './MarkMenu.tsx'
import { Marks } from './Marks.tsx'
import { NormalWeek } from './NormalWeek.tsx'
import { Sources } from './Sources.tsx'
import { Timeline } from './Timeline.tsx'
import { useMarking } from './use-marking.ts'
import { VerdictHead } from './VerdictHead.tsx'
import './verdict.css'
import './verdict-lists.css'
import './verdict-small.css'
import { WhatWasRead } from './WhatWasRead.tsx'

interface Props {
  readonly place: Place
  readonly view: InvestigationView
  readonly verdict: Verdict
  /** As it was found at first, whatever was said since. */
  readonly original: boolean
  readonly showOriginal: (original: boolean) => void
}

export function VerdictPage({ place, view, verdict, original, showOriginal }: Props) {
  const make = useMarking(place, view, original)
  const [filter, setFilter] = useState<CallFilter>({ account: null, prefix: null })
  const show = (next: CallFilter) => {
    setFilter(next)
    document.getElementById('calls')?.scrollIntoView({ block: 'start' })
    document.getElementById('calls-title')?.focus({ preventScroll: true })
  }
  const { accounts, destinations, sources, curve, incidents } = verdict
  const zone = verdict.site.timezone
  const clear = verdict.verdict === 'clear'
  const parts: readonly (readonly [string, string, boolean])[] = [
    ['verdict', 'Verdict', true],
    ['checked', 'What was checked', clear],
    ['marks', 'What you said', view.marks.length > 0],
    ['loss', 'Loss over time', curve.length > 1],
    ['incidents', counted(incidents.length, 'incident'), incidents.length > 0],
    ['accounts', counted(accounts.length, 'account'), accounts.length > 0],
    ['week', 'Normal week', accounts.length > 0],
    ['destinations', counted(destinations.length, 'destination'), destinations.length > 0],
    ['sources', counted(sources.length, 'sign-in address', 'sign-in addresses'), sources.length > 0],
    ['calls', counted(view.flaggedTotal, 'flagged call'), view.flaggedTotal > 0],
    ['input', 'What was read', true],
  ]
  const has = new Set(parts.flatMap(([id, , shown]) => (shown ? [id] : [])))

  return (
    <MarkContext value={make}>
      <div className="verdict-frame">
        <nav className="verdict-nav no-print" aria-label="On this page">
          <ul>
            {parts.map(
              ([id, label]) =>
                has.has(id) && (
                  <li key={id}>
                    <a href={`#${id}`}>{label}</a>
                  </li>
                ),
            )}
          </ul>
        </nav>
        <div className="verdict-body">
          <div id="verdict" className="stack">
            {view.error && <LeftUndone error={view.error} />}
            <VerdictHead place={place} view={view} verdict={verdict} />
            {!clear && <Answers verdict={verdict} />}
          </div>
          {clear && <Checked verdict={verdict} />}
          <Marks
            place={place}
            view={view}
            verdict={verdict}
            mayMark={make !== null || view.judgingAgain}
            original={original}
            showOriginal={showOriginal}
          />
          {has.has('loss') && <LossCurve verdict={verdict} />}
          {has.has('incidents') && (
            <div id="incidents" className="story">
              <Incidents incidents={incidents} zone={zone} />
              <Timeline verdict={verdict} />
            </div>
          )}
          {has.has('accounts') && (
            <Accounts accounts={accounts} zone={zone} pick={(account) => show({ account, prefix: null })} />
          )}
          {has.has('week') && <NormalWeek place={place} id={view.id} verdict={verdict} />}
          {has.has('destinations') && (
            <Destinations destinations={destinations} pick={(prefix) => show({ account: null, prefix })} />
          )}
          {has.has('sources') && <Sources sources={sources} zone={zone} />}
          {has.has('calls') && (
            <FlaggedCalls
              original={original}
              place={place}
              view={view}
              verdict={verdict}
              filter={filter}
              setFilter={setFilter}
            />
          )}
          <WhatWasRead view={view} verdict={verdict} />
        </div>
      </div>
    </MarkContext>
  )
}

/** The verdict stands, and something that was to follow it did not come. */
function LeftUndone({ error }: { error: NonNullable<InvestigationView['error']> }) {
  return (
    <div className="error-panel tone-watch" role="alert">
      <p className="error-detail">{error.message}.</p>
      <p>{error.remedy}</p>
    </div>
  )
}
