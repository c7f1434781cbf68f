import { Button } from '@mantine/core'
import type { IncidentView } from '#contract'
import { Cause } from './Cause.tsx'
import { Money } from './Money.tsx'
import { Notices } from './Notices.tsx'
import { useRoom } from './room.ts'
import { TaskCard } from './TaskCard.tsx'

const NOTIFY = 3
const AUDIT = 6
const EXPOSURE = 5
const REPORT = 10

function ToDuties() {
  const { go } = useRoom()
  return (
    <div>
      <Button variant="default" onClick={() => go('duties')}>
        Whom to tell by law and contract
      </Button>
    </div>
  )
}

/** One of the ten steps: its tasks, and what belongs to this step alone. */
export function Step({ step: { number, title, tasks } }: { step: IncidentView['steps'][number] }) {
  const left = tasks.filter(({ stand }) => stand !== 'done' && stand !== 'not')
  const over = tasks.filter(({ stand }) => stand === 'done' || stand === 'not')
  return (
    <section className="stack" aria-labelledby="step-title">
      <h2 id="step-title">
        Step {number}: {title}
      </h2>
      {number === NOTIFY && <Notices />}
      {number === EXPOSURE && <Money />}
      {number === AUDIT && <Cause />}
      {number === REPORT && <ToDuties />}
      {left.length === 0 && <p className="soft">Nothing is left to do in this step.</p>}
      {left.map((task) => (
        <TaskCard key={task.id} task={task} />
      ))}
      {over.map((task) => (
        <TaskCard key={task.id} task={task} />
      ))}
    </section>
  )
}
