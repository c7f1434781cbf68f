import { Button } from '@mantine/core'
import { Moment } from '../../components/Moment.tsx'
import { Tag } from '../../components/Tag.tsx'
import { money } from '../../format.ts'
import { Downloads } from './Downloads.tsx'
import { Gate } from './Gate.tsx'
import { Hold } from './Hold.tsx'
import { useRoom } from './room.ts'
import { milestoneWords, moveWords } from './words.ts'

/** What closing takes, what has recovered, and the numbers of the look back. */
export function Closing() {
  const { view } = useRoom()
  return (
    <div className="stack-wide">
      <section className="stack" aria-labelledby="gates-title">
        <div className="stack-tight">
          <h2 id="gates-title">What closing takes</h2>
          <p className="soft">
            Each is looked up from what is there; none can be ticked. Two people together may override one,
            with a reason that the report prints.
          </p>
        </div>
        {view.gates.map((gate) => (
          <Gate key={gate.id} gate={gate} />
        ))}
        <Moves />
      </section>
      <Recovered />
      <Milestones />
      <Hold />
      <section className="stack-tight" aria-labelledby="report-title">
        <h2 id="report-title">The report</h2>
        <p className="soft">
          First a page for who decides, then every task, gate, file and event. It is dated by the last entry:
          the same incident makes the same file.
        </p>
        <Downloads
          files={[
            ['report.pdf', 'Incident report, PDF'],
            ['report.html', 'Incident report, HTML'],
          ]}
        />
      </section>
    </div>
  )
}

function Moves() {
  const { view, move, mayClose, busy } = useRoom()
  if (!mayClose) return null
  return (
    <div className="stack">
      {view.moves.map(({ to, hindrances }) => (
        <div key={to} className="stack-tight">
          <div>
            <Button
              variant={to === 'open' ? 'default' : 'filled'}
              loading={busy}
              onClick={() => void move(to)}
            >
              {moveWords[to]}
            </Button>
          </div>
          {to !== 'closed' && hindrances.length > 0 && (
            <ul className="faint">
              {hindrances.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </div>
  )
}

function Recovered() {
  const { view } = useRoom()
  return (
    <section className="stack" aria-labelledby="recovered-title">
      <h2 id="recovered-title">Recovered: before and after</h2>
      {view.recovered.map(({ id, title, before, after, better }) => (
        <article key={id} className="panel stack-tight">
          <div className="head-row">
            <h3>{title}</h3>
            <Tag tone={better ? 'safe' : 'watch'}>{better ? 'Better' : 'Not yet'}</Tag>
          </div>
          <dl className="incident-before">
            <dt>Before</dt>
            <dd>{before}</dd>
            <dt>Now</dt>
            <dd>{after}</dd>
          </dl>
        </article>
      ))}
    </section>
  )
}

function Milestones() {
  const { view } = useRoom()
  return (
    <section className="stack" aria-labelledby="numbers-title">
      <h2 id="numbers-title">How it went</h2>
      <ol className="incident-milestones">
        {view.milestones.map(({ id, at, lost }) => (
          <li key={id}>
            <span>{milestoneWords[id]}</span>
            <span>{at ? <Moment at={at} zone={view.zone} /> : <span className="faint">not yet</span>}</span>
            <span className="number">{lost ? `${money(lost)} lost by then` : ''}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
