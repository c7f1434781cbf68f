import { Progress } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { AuditView } from '#contract'
import { counted } from '../../format.ts'
import { areaWords } from './words.ts'

/** The score, what holds it, and how much was looked at: none of them without the others. */
export function Score({ audit }: { audit: AuditView }) {
  const { score, scoreWithoutCaps, coverage, doorsTotal, areas, failed, accepted } = audit
  const checks = areas.reduce((sum, area) => sum + area.checks, 0)
  const assessed = areas.reduce((sum, area) => sum + area.assessed, 0)
  return (
    <section className="panel stack" aria-labelledby="score">
      <div className="score">
        <div className="stack-tight">
          <h2 id="score">Score</h2>
          {score === null ? (
            <p className="score-none">No score: nothing could be assessed.</p>
          ) : (
            <p>
              <span className="score-points number">{score}</span> <span className="soft">of 100</span>
            </p>
          )}
        </div>
        <div className="stack-tight">
          {doorsTotal > 0 && scoreWithoutCaps !== null && (
            <p>
              Held at 39 by {counted(doorsTotal, 'open door')}: each lets an intruder in by itself. Without
              them it would be {scoreWithoutCaps}.
            </p>
          )}
          <p>
            {assessed} of {checks} checks were assessed ({coverage} %); {failed} of them{' '}
            {failed === 1 ? 'fails' : 'fail'}. The rest is not known, and counts for nothing.
          </p>
          {accepted > 0 && (
            <p className="soft">
              {counted(accepted, 'finding')} {accepted === 1 ? 'is' : 'are'} an accepted risk, and{' '}
              {accepted === 1 ? 'counts' : 'count'} all the same.
            </p>
          )}
        </div>
      </div>
      <ul className="areas" aria-label="Score by area">
        {areas.map(({ area, score: own, assessed: seen, checks: all, failed: bad }) => (
          <li key={area} className="area">
            <div className="row-apart">
              <Link
                to="/audit/findings"
                search={(before) => ({ ...(before.audit ? { audit: before.audit } : {}), area })}
              >
                {areaWords[area]}
              </Link>
              <span className="number">{own === null ? '–' : own}</span>
            </div>
            <Progress
              size="sm"
              value={own ?? 0}
              color="var(--rf-ink)"
              aria-label={`${areaWords[area]}: ${own === null ? 'no score' : `${own} of 100`}`}
            />
            <span className="faint">
              {seen === 0 ? `none of ${all} assessed` : `${seen} of ${all} assessed, ${bad} fail`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
