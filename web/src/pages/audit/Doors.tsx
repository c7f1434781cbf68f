import type { AuditView } from '#contract'
import { Tag } from '../../components/Tag.tsx'
import { count } from '../../format.ts'
import { CheckLink } from './CheckLink.tsx'
import { Evidence } from './Evidence.tsx'
import { doorWords } from './words.ts'

const FIRST = 6

/** What lets an intruder in by itself. */
export function Doors({ audit: { doors, doorsTotal } }: { audit: AuditView }) {
  const shown = doors.slice(0, FIRST)
  return (
    <section className="panel stack" aria-labelledby="doors">
      <h2 id="doors">What lets an intruder in</h2>
      {doors.length === 0 ? (
        <p className="soft measure">
          Nothing that this audit could look at lets anybody in by itself. What it could not look at is listed
          below.
        </p>
      ) : (
        <ul className="plain-list">
          {shown.map(({ cap, check, resource, reason, evidence }) => (
            <li key={`${check} ${resource}`} className="stack-tight">
              <div className="row">
                <Tag tone="watch">{doorWords[cap]}</Tag>
                <CheckLink check={check}>{reason}</CheckLink>
              </div>
              {evidence && <Evidence {...evidence} />}
            </li>
          ))}
        </ul>
      )}
      {doorsTotal > shown.length && (
        <p className="soft">
          And {count(doorsTotal - shown.length)} more, under Findings, critical ones first.
        </p>
      )}
    </section>
  )
}
