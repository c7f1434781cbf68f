import { Button } from '@mantine/core'
import { useRoom } from './room.ts'

/** A fact of the breach, answered with one press. */
export function YesNo({ fact, text }: { fact: string; text: string }) {
  const { act, busy, mayWork } = useRoom()
  if (!mayWork) return null
  const say = (value: boolean) => void act({ kind: 'answer', fact, value })
  return (
    <span className="row">
      <Button variant="default" disabled={busy} onClick={() => say(true)} aria-label={`Yes: ${text}`}>
        Yes
      </Button>
      <Button variant="default" disabled={busy} onClick={() => say(false)} aria-label={`No: ${text}`}>
        No
      </Button>
    </span>
  )
}
