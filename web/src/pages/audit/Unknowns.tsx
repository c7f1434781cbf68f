import type { AuditView } from '#contract'
import { counted } from '../../format.ts'
import { CheckLink } from './CheckLink.tsx'
import { areaWords } from './words.ts'

/** What nobody knows: never taken for a pass. */
export function Unknowns({ audit: { manual, notAssessed, input } }: { audit: AuditView }) {
  return (
    <section className="panel stack" aria-labelledby="unknown">
      <div className="stack-tight">
        <h2 id="unknown">What is not known</h2>
        <p className="soft measure">
          None of this has passed. It counts neither for the score nor against it.
        </p>
      </div>
      {manual.length > 0 && (
        <details className="more">
          <summary>{counted(manual.length, 'question')} only a person can answer</summary>
          <ul className="plain-list">
            {manual.map(({ check, title, ask }) => (
              <li key={check} className="stack-tight">
                <CheckLink check={check}>{title}</CheckLink>
                <span className="soft">{ask}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {notAssessed.length > 0 && (
        <details className="more">
          <summary>{counted(notAssessed.length, 'check')} that nothing given tells of</summary>
          <ul className="plain-list">
            {notAssessed.map(({ check, area, title }) => (
              <li key={check}>
                <CheckLink check={check}>{title}</CheckLink> <span className="faint">{areaWords[area]}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {input.ignoredTotal > 0 && (
        <details className="more">
          <summary>{counted(input.ignoredTotal, 'file')} that no reader knows</summary>
          <ul className="plain-list">
            {input.ignored.map((file) => (
              <li key={file}>
                <code>{file}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
      {input.problems.length > 0 && (
        <details className="more">
          <summary>{counted(input.problems.length, 'line')} that could not be read</summary>
          <ul className="plain-list">
            {input.problems.map(({ file, line, reason }) => (
              <li key={`${file} ${line} ${reason}`}>
                <code>
                  {file}:{line}
                </code>{' '}
                {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
      {manual.length + notAssessed.length === 0 && <p>Every check was assessed.</p>}
    </section>
  )
}
