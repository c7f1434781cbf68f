import type { AuditView } from '#contract'
import type { Place } from '../../api/session.ts'
import { useZone } from '../../api/sites.ts'
import { Moment } from '../../components/Moment.tsx'
import { Tag } from '../../components/Tag.tsx'
import { count, counted } from '../../format.ts'
import { CheckLink } from './CheckLink.tsx'
import { severityTone, severityWords } from './words.ts'

type Changes = NonNullable<AuditView['drift']>
const FIRST = 10

/** What changed since the audit before; what only one of the two looked at is no change. */
export function Drift({ place, drift }: { place: Place; drift: Changes }) {
  const zone = useZone(place)
  const { before, appeared, appearedTotal, gone, goneTotal, still, firstSeen, notSeen } = drift
  return (
    <section className="panel stack" aria-labelledby="drift">
      <div className="stack-tight">
        <h2 id="drift">
          Since <Moment at={before.at} zone={zone} />
        </h2>
        <p className="soft">
          {counted(appearedTotal, 'finding')} new, {count(goneTotal)} gone, {count(still)} as before.
          {firstSeen > 0 && ` ${count(firstSeen)} in what was not looked at before.`}
          {notSeen > 0 && ` ${count(notSeen)} in what was not looked at this time: they may still be there.`}
        </p>
      </div>
      {appeared.length > 0 && <Moved title="New" list={appeared} total={appearedTotal} />}
      {gone.length > 0 && <Moved title="Gone" list={gone} total={goneTotal} isGone />}
    </section>
  )
}

interface MovedProps {
  readonly title: string
  readonly list: Changes['appeared']
  readonly total: number
  readonly isGone?: boolean
}

function Moved({ title, list, total, isGone = false }: MovedProps) {
  return (
    <div className="stack-tight">
      <h3>{title}</h3>
      <ul className="plain-list moved">
        {list.slice(0, FIRST).map(({ check, title: should, severity, resource }) => (
          <li key={`${check} ${resource}`} className="row">
            <Tag tone={isGone ? 'safe' : severityTone(severity)}>{severityWords[severity]}</Tag>
            <CheckLink check={check}>
              {isGone ? 'Now so' : 'No longer so'}: {should}
            </CheckLink>
            <span className="faint">{resource}</span>
          </li>
        ))}
      </ul>
      {total > FIRST && <p className="soft">And {count(total - FIRST)} more.</p>}
    </div>
  )
}
