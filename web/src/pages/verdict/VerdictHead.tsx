import { Link } from '@tanstack/react-router'
import type { InvestigationView, Verdict } from '#contract'
import type { Place } from '../../api/session.ts'
import { Moment } from '../../components/Moment.tsx'
import { money } from '../../format.ts'
import { afterHeadline, verdictHeadline, verdictTone } from '../../words.ts'
import { HandleButton } from '../incident/HandleButton.tsx'
import { DeleteButton } from '../investigation/DeleteButton.tsx'
import { nextBest } from './advice.ts'
import { Downloads } from './Downloads.tsx'

export function VerdictHead({
  place,
  view,
  verdict,
}: {
  place: Place
  view: InvestigationView
  verdict: Verdict
}) {
  const advice = nextBest(verdict)
  const losing = verdict.ongoing && verdict.exposure.perMinuteNow.micros > 0
  return (
    <>
      <div className="row-apart">
        <p className="faint">
          <Link to="/investigations">Investigations</Link> <span aria-hidden>/</span> {view.title}, read{' '}
          <Moment at={view.createdAt} zone={verdict.site.timezone} />
        </p>
        <div className="row no-print">
          <Downloads place={place} id={view.id} />
          <DeleteButton place={place} view={view} label="Delete" />
        </div>
      </div>
      <section className={`head tone-${verdictTone(verdict)}`} aria-labelledby="headline">
        <div className="head-words">
          <h1 id="headline" className="headline">
            {verdictHeadline(verdict)}
          </h1>
          <p className="head-sentence">{afterHeadline(verdict.headline)}</p>
        </div>
        {losing && (
          <p className="meter">
            <span className="meter-money number">{money(verdict.exposure.perMinuteNow)}</span>
            <span>lost every minute when the log ended</span>
          </p>
        )}
      </section>
      <section className="panel advice" aria-labelledby="advice-title">
        <div>
          <p className="eyebrow">Do this next</p>
          <h2 id="advice-title">{advice.title}</h2>
        </div>
        <ol className="advice-steps">
          {advice.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {verdict.verdict !== 'clear' && <HandleButton place={place} investigation={view.id} />}
      </section>
    </>
  )
}
