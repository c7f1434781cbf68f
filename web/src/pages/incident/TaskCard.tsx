import type { TaskJson } from '#contract'
import { Moment } from '../../components/Moment.tsx'
import { Tag } from '../../components/Tag.tsx'
import { Attest } from './Attest.tsx'
import { ControlAct } from './ControlAct.tsx'
import { Files } from './Files.tsx'
import { useRoom } from './room.ts'
import { standWords, whoWords } from './words.ts'
import { YesNo } from './YesNo.tsx'

/** One task: what, why, how, by whom, by when, and the ways to have it done. */
export function TaskCard({ task }: { task: TaskJson }) {
  const { view } = useRoom()
  const { stand, settled } = task
  const open = stand === 'begin' || stand === 'open' || stand === 'waiting'
  const next = view.next?.task === task.id
  return (
    <article
      id={`task-${task.id}`}
      className={`panel stack-tight incident-task ${next ? 'incident-task-next' : ''}`}
      aria-labelledby={`title-${task.id}`}
    >
      <div className="head-row">
        <h3 id={`title-${task.id}`}>{task.title}</h3>
        <Tag tone={stand === 'begin' && !next ? 'watch' : standWords[stand].tone}>
          {settled?.status === 'not-applicable' ? 'Does not apply' : standWords[stand].name}
        </Tag>
      </div>
      {open && task.why !== '' && <p className="soft">{task.why}</p>}
      <Said task={task} open={open} />
      {stand === 'waiting' && <p className="faint">First: {task.waitsFor.join(', ')}.</p>}
      {task.question && <Question question={task.question} />}
      {open && <How task={task} next={next} />}
      {stand !== 'not' && <Files task={task} />}
      {open && <ControlAct task={task} />}
      <Attest task={task} />
    </article>
  )
}

/** What Ringfence sees of it, and what somebody attested. */
function Said({ task: { checked, control, settled }, open }: { task: TaskJson; open: boolean }) {
  const { view } = useRoom()
  // Without a connection there is nothing it could have in force: that says nothing to a person.
  const worth = checked?.done || (open && (control === null || view.connections > 0))
  return (
    <>
      {checked && worth && <p className={checked.done ? '' : 'faint'}>{checked.says}</p>}
      {settled && (
        <p>
          {settled.note !== '' && <>“{settled.note}” </>}
          <span className="faint">
            {settled.by.name}, <Moment at={settled.at} zone={view.zone} />
          </span>
        </p>
      )}
    </>
  )
}

function Question({ question: { fact, text } }: { question: NonNullable<TaskJson['question']> }) {
  return (
    <div className="incident-question">
      <span>Is this so? {text}</span>
      <YesNo fact={fact} text={text} />
    </div>
  )
}

function How({ task, next }: { task: TaskJson; next: boolean }) {
  const { view } = useRoom()
  return (
    <>
      <details className="incident-how" open={next}>
        <summary>How</summary>
        <p className="incident-commands">{task.how}</p>
        {task.evidence !== '' && (
          <p className="faint">Shows that it was done: {task.evidence.toLowerCase()}.</p>
        )}
      </details>
      <p className="faint">
        For {whoWords[task.who]}
        {task.due && (
          <>
            , by <Moment at={task.due} zone={view.zone} />
          </>
        )}
      </p>
    </>
  )
}
