import type { Verdict } from '#contract'
import { Moment } from '../../components/Moment.tsx'
import { Tag } from '../../components/Tag.tsx'
import { money } from '../../format.ts'
import { kindWords } from '../../words.ts'

export function Incidents({ incidents, zone }: { incidents: Verdict['incidents']; zone: string }) {
  return (
    <section className="panel stack" aria-labelledby="incidents-title">
      <h2 id="incidents-title">What happened</h2>
      {incidents.map((incident) => {
        const kind = kindWords(incident.kind)
        return (
          <article
            key={`${incident.kind} ${incident.began} ${incident.title}`}
            className="incident stack-tight"
          >
            <div className="head-row">
              <h3>{incident.title}</h3>
              <Tag tone={incident.ended ? 'unknown' : 'loss'} live={!incident.ended}>
                {incident.ended ? 'Over' : 'Going on'}
              </Tag>
            </div>
            <p className="soft" title={kind.term}>
              {kind.name}: {kind.means}
            </p>
            <p className="faint">
              <Moment at={incident.began} zone={zone} />
              {incident.ended && (
                <>
                  {' '}
                  to <Moment at={incident.ended} zone={zone} />
                </>
              )}
              . <span className="number">{money(incident.exposure)}</span>. Sureness{' '}
              {Math.round(incident.score)} of 100.
              {incident.accounts.length > 0 && ` Accounts: ${incident.accounts.join(', ')}.`}
            </p>
            {incident.reasons.length > 0 && (
              <ul>
                {incident.reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            )}
          </article>
        )
      })}
    </section>
  )
}
