import { Link } from '@tanstack/react-router'
import type { AuditView } from '#contract'
import { Tag } from '../../components/Tag.tsx'
import { count, counted } from '../../format.ts'
import { CheckLink } from './CheckLink.tsx'
import { effortWords, severityTone, severityWords } from './words.ts'

const FIRST = 10

/** What to mend first: the most risk for the least time. */
export function Fixes({ audit: { fixes, areas } }: { audit: AuditView }) {
  const looked = areas.some(({ assessed }) => assessed > 0)
  return (
    <section className="panel stack" aria-labelledby="fixes">
      <div className="stack-tight">
        <h2 id="fixes">What to mend first</h2>
        <p className="soft">The most risk for the least time comes first.</p>
      </div>
      {fixes.length === 0 ? (
        <p>{looked ? 'Nothing of what was assessed is left to mend.' : 'Nothing could be assessed.'}</p>
      ) : (
        <ol className="fixes">
          {fixes.slice(0, FIRST).map(({ check, title, severity, effort, why, places }) => (
            <li key={check}>
              <div className="fix">
                <div className="stack-tight">
                  <CheckLink check={check}>Not so: {title}</CheckLink>
                  <p className="soft">{why}</p>
                </div>
                <div className="row fix-side">
                  <Tag tone={severityTone(severity)}>{severityWords[severity]}</Tag>
                  <span className="faint">
                    {counted(places, 'place')}, takes {effortWords[effort]}
                  </span>
                </div>
              </div>
            </li>
          ))}
        </ol>
      )}
      {fixes.length > FIRST && (
        <p>
          <Link
            to="/audit/findings"
            search={(before) => ({ ...(before.audit ? { audit: before.audit } : {}), status: 'fail' })}
          >
            All {count(fixes.length)} that fail
          </Link>
        </p>
      )}
    </section>
  )
}
