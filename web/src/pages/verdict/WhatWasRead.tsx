import type { InvestigationView, Verdict } from '#contract'
import { Moment } from '../../components/Moment.tsx'
import { Tag } from '../../components/Tag.tsx'
import { bytes, count, counted } from '../../format.ts'
import { formatWords } from '../../words.ts'

const shownRejects = 100

/** What the verdict stands on: files, rows, what was left out and why, and where the prices come from. */
export function WhatWasRead({ view, verdict }: { view: InvestigationView; verdict: Verdict }) {
  const { input, rates, site } = verdict
  const estimate = rates.source === 'estimate'
  const figures: readonly (readonly [string, string])[] = [
    ['Rows', count(input.rows)],
    ['Calls', count(input.calls)],
    ['Sign-in events', count(input.securityEvents)],
    ['Counted once, found twice', count(input.duplicates)],
    ['Rows left out', count(input.rejected)],
  ]
  return (
    <section id="input" className="panel stack" aria-labelledby="input-title">
      <h2 id="input-title">What was read</h2>
      <dl className="facts">
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt className="faint">{label}</dt>
            <dd className="fact number">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">
        {input.from && input.to && (
          <>
            From <Moment at={input.from} zone={site.timezone} /> to{' '}
            <Moment at={input.to} zone={site.timezone} />.{' '}
          </>
        )}
        Read as {site.name}, country {site.country}, on the clock of {site.timezone.replaceAll('_', ' ')}.
      </p>
      <Files view={view} verdict={verdict} />
      <div className="row">
        {estimate && <Tag tone="watch">Estimate</Tag>}
        <p className="soft">
          {estimate
            ? 'Prices are typical ones for the country and kind of number, not your carrier’s. Give your rate deck for exact figures.'
            : `Prices are those of ${rates.name}.`}
        </p>
      </div>
      {input.rejects.length > 0 && (
        <details className="legend">
          <summary>{counted(input.rejected, 'row')} left out, and why</summary>
          <ul className="rejects">
            {input.rejects.slice(0, shownRejects).map((reject) => (
              <li key={`${reject.file} ${reject.line}`}>
                <span className="faint number">
                  {reject.file}, line {count(reject.line)}
                </span>{' '}
                {reject.reason}
              </li>
            ))}
          </ul>
          {input.rejected > shownRejects && (
            <p className="faint">The first {shownRejects} are shown; verdict.json has more.</p>
          )}
        </details>
      )}
    </section>
  )
}

function Files({ view, verdict }: { view: InvestigationView; verdict: Verdict }) {
  const formats = new Map(verdict.input.formats.map(({ file, format }) => [file, format]))
  return (
    <ul className="read-files">
      {view.files.map((file) => {
        const format = formats.get(file.name)
        return (
          <li key={file.sha256 + file.name}>
            <span className="read-name">{file.name}</span>
            <span className="faint">
              {format ? `${formatWords(format)}, ` : ''}
              {bytes(file.bytes)},{' '}
              <span title={`SHA-256 ${file.sha256}`}>SHA-256 {file.sha256.slice(0, 12)}…</span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
