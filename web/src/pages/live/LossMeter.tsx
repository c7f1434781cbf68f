import type { LiveView } from '#contract'
import { Tag } from '../../components/Tag.tsx'
import { counted, money } from '../../format.ts'

/** What is being lost a minute, in the largest numerals of the page. */
export function LossMeter({ view }: { view: LiveView }) {
  const { perMinute, lostSoFar, calls } = view.meter
  const losing = perMinute.likely.micros > 0
  const suspicious = view.alerts.length > 0
  const tone = losing ? 'loss' : suspicious ? 'watch' : 'safe'
  return (
    <section className={`live-meter tone-${tone}`} aria-labelledby="meter-title">
      <div className="stack-tight">
        <h2 id="meter-title" className="eyebrow">
          Loss per minute
        </h2>
        <p className="live-meter-money number">{money(perMinute.likely)}</p>
        {perMinute.low.micros !== perMinute.high.micros && (
          <p className="faint number">
            at least {money(perMinute.low)}, at most {money(perMinute.high)}
          </p>
        )}
      </div>
      <div className="stack-tight live-meter-side">
        <Tag tone={tone} live={losing}>
          {losing ? 'Money is being lost' : suspicious ? 'Look at this' : 'Nothing suspicious'}
        </Tag>
        {suspicious && (
          <p className="soft">
            <strong className="number">{money(lostSoFar.likely)}</strong> so far
            {lostSoFar.low.micros !== lostSoFar.high.micros && (
              <span className="faint number">
                {' '}
                ({money(lostSoFar.low)} – {money(lostSoFar.high)})
              </span>
            )}
            , {calls === 0 ? 'none of the bad calls is up' : `${counted(calls, 'bad call')} still up`}
          </p>
        )}
      </div>
    </section>
  )
}
