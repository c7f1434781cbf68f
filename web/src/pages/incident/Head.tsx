import { NativeSelect } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Moment } from '../../components/Moment.tsx'
import { Tag } from '../../components/Tag.tsx'
import { money } from '../../format.ts'
import { Owner } from './Owner.tsx'
import { useRoom } from './room.ts'
import { conditionWords, severityWords, stateWords } from './words.ts'

/** Whether money is being lost, in the largest words of the page. */
export function Head() {
  const { view } = useRoom()
  const { condition, state, perMinute, lost, zone } = view
  const { title, means, tone } = conditionWords[condition]
  return (
    <header className="stack">
      <p className="faint">
        <Link to="/incidents">Incidents</Link>
      </p>
      <div className="stack-tight">
        <h1>{view.title}</h1>
        <p className="soft">
          Opened <Moment at={view.openedAt} zone={zone} /> by {view.openedBy.name}
          {view.accounts.length > 0 && (
            <>
              , {view.accounts.length === 1 ? 'account' : 'accounts'} {view.accounts.slice(0, 6).join(', ')}
            </>
          )}
        </p>
      </div>
      <section className={`incident-band tone-${tone}`} aria-label="State of the incident">
        <div className="stack-tight">
          <p className="incident-condition">{title}</p>
          <p className="soft">{means}</p>
        </div>
        <dl className="incident-figures">
          {perMinute && perMinute.micros > 0 && (
            <div>
              <dt>A minute</dt>
              <dd className="number">{money(perMinute)}</dd>
            </div>
          )}
          <div>
            <dt>Lost so far</dt>
            <dd className="number">{lost.likely.micros === 0 ? 'not known' : money(lost.likely)}</dd>
            {lost.low.micros !== lost.high.micros && (
              <dd className="faint number">
                {money(lost.low)} – {money(lost.high)}
              </dd>
            )}
          </div>
        </dl>
      </section>
      <div className="row">
        <Tag tone={stateWords[state].tone} live={state === 'open'}>
          {stateWords[state].name}
        </Tag>
        <Severity />
        <Owner />
      </div>
    </header>
  )
}

function Severity() {
  const { view, act, mayWork } = useRoom()
  if (!mayWork) return <span className="soft">{severityWords[view.severity]}</span>
  return (
    <NativeSelect
      size="xs"
      w={130}
      aria-label="Severity"
      data={Object.entries(severityWords).map(([value, label]) => ({ value, label }))}
      value={view.severity}
      onChange={(event) =>
        void act({ kind: 'severity', to: event.currentTarget.value as typeof view.severity })
      }
    />
  )
}
