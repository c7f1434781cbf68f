import { Button } from '@mantine/core'
import { useRoom } from './room.ts'
import { moveWords } from './words.ts'
import { YesNo } from './YesNo.tsx'

/** The one thing to do now, always in sight. */
export function NextBar() {
  const { view } = useRoom()
  const { next } = view
  if (!next) return null
  return (
    <section className="incident-next" aria-label="What to do next">
      <div className="incident-next-what">
        <span className="eyebrow">Next</span>
        <strong>{next.kind === 'question' ? `Is this so? ${next.text}` : next.text}</strong>
      </div>
      <NextAct />
    </section>
  )
}

function NextAct() {
  const { view, go, move, mayClose, busy } = useRoom()
  const { next } = view
  if (!next) return null
  if (next.kind === 'question' && next.fact) return <YesNo fact={next.fact} text={next.text} />
  if (next.kind === 'state' && next.to) {
    const { to } = next
    return mayClose ? (
      <Button loading={busy} onClick={() => void move(to)}>
        {moveWords[to]}
      </Button>
    ) : null
  }
  const lead = () => {
    go(next.kind === 'gate' ? 'closing' : String(next.step))
    // The step may have to be drawn first.
    setTimeout(() => document.getElementById(`task-${next.task}`)?.scrollIntoView({ block: 'center' }), 50)
  }
  return (
    <Button variant="default" onClick={lead}>
      Go there
    </Button>
  )
}
