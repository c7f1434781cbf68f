import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { TaskJson } from '#contract'
import { useRoom } from './room.ts'

/** A person's word that a task is done, or why it does not apply; it stands in the report under their name. */
export function Attest({ task }: { task: TaskJson }) {
  const { act, mayWork, busy } = useRoom()
  const [note, setNote] = useState('')
  const { stand, settled, title } = task
  if (!mayWork || stand === 'not' || (stand === 'done' && !settled)) return null
  if (settled)
    return (
      <div>
        <Button
          size="compact-sm"
          variant="default"
          disabled={busy}
          aria-label={`Take back: ${title}`}
          onClick={() => void act({ kind: 'task', task: task.id, status: 'open' })}
        >
          Take back
        </Button>
      </div>
    )
  const say = async (status: 'done' | 'not-applicable') => {
    await act({ kind: 'task', task: task.id, status, note })
    setNote('')
  }
  return (
    <div className="incident-attest">
      <TextInput
        size="sm"
        aria-label={`What shows it: ${title}`}
        placeholder="What shows it: ticket, name"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {stand !== 'waiting' && (
        <Button
          size="sm"
          variant="default"
          disabled={busy}
          aria-label={`Done: ${title}`}
          onClick={() => void say('done')}
        >
          Done
        </Button>
      )}
      <Button
        size="sm"
        variant="subtle"
        color="gray"
        disabled={busy || note.trim() === ''}
        aria-label={`Does not apply: ${title}`}
        title={note.trim() === '' ? 'Write why first' : undefined}
        onClick={() => void say('not-applicable')}
      >
        Does not apply
      </Button>
    </div>
  )
}
