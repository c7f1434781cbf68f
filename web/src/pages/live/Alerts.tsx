import type { AlertJson } from '#contract'
import type { Place } from '../../api/session.ts'
import { Tag } from '../../components/Tag.tsx'
import { counted, money } from '../../format.ts'
import { kindWords } from '../../words.ts'
import { HangUpButton } from './HangUpButton.tsx'

/** What is going on that should not: worst first, each with the act that ends it. */
export function Alerts({ place, alerts }: { place: Place; alerts: readonly AlertJson[] }) {
  return (
    <section className="stack" aria-labelledby="alerts-title">
      <h2 id="alerts-title">Alerts</h2>
      {alerts.map((alert) => (
        <Alert key={alert.id} place={place} alert={alert} />
      ))}
    </section>
  )
}

function Alert({ place, alert }: { place: Place; alert: AlertJson }) {
  const { kind, account, score, reasons, running, channels, sources } = alert
  const words = kindWords(kind)
  const who = account === '' ? 'The site' : `Account ${account}`
  return (
    <article className={`panel live-alert tone-${score >= 80 ? 'loss' : 'watch'}`}>
      <div className="stack-tight">
        <h3 className="live-alert-title" title={words.term}>
          {who}: {words.name.toLowerCase()}
        </h3>
        <p className="soft">{words.means}</p>
        <ul className="stack-tight">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
        {sources.length > 0 && <p className="faint number">From {sources.join(', ')}</p>}
      </div>
      <div className="stack-tight live-alert-side">
        <Tag tone={score >= 80 ? 'loss' : 'watch'} live={running.length > 0}>
          Sureness {score} of 100
        </Tag>
        <p>
          <strong className="number">{money(alert.perMinute)}</strong> a minute,{' '}
          <strong className="number">{money(alert.lostSoFar)}</strong> so far
        </p>
        <p className="faint">
          {counted(alert.calls, 'bad call')}, {running.length} still up
        </p>
        <HangUpButton
          place={place}
          channels={channels}
          label={running.length === 1 ? 'Hang up the bad call' : `Hang up the ${running.length} bad calls`}
          what={`${counted(running.length, 'call')} of ${account || 'the site'}`}
          strong
        />
      </div>
    </article>
  )
}
