import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Moment } from '../../components/Moment.tsx'
import { Tag } from '../../components/Tag.tsx'
import { useRoom } from './room.ts'

/** A legal hold: while it is on, nothing that belongs to the incident can be deleted. */
export function Hold() {
  const { view, act, mayWork, busy } = useRoom()
  const [reason, setReason] = useState('')
  const { hold, zone } = view
  return (
    <section className="stack-tight" aria-labelledby="hold-title">
      <div className="head-row">
        <h2 id="hold-title">Legal hold</h2>
        <Tag tone={hold ? 'watch' : 'unknown'}>{hold ? 'On' : 'Off'}</Tag>
      </div>
      <p className="soft">
        While it is on, no investigation of this incident can be deleted, with its files and calls. Closing
        the incident does not end it.
      </p>
      {hold && (
        <p>
          “{hold.reason}”{' '}
          <span className="faint">
            {hold.by.name}, <Moment at={hold.at} zone={zone} />
          </span>
        </p>
      )}
      {mayWork && (
        <form
          className="incident-attest"
          onSubmit={(event) => {
            event.preventDefault()
            void act({ kind: 'hold', on: hold === null, reason }).then(() => setReason(''))
          }}
        >
          <TextInput
            size="sm"
            aria-label={hold ? 'Who says that it may end' : 'Who asked for it'}
            placeholder={hold ? 'Who says that it may end' : 'Who asked for it, under which number'}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit" size="sm" variant="default" disabled={busy || reason.trim() === ''}>
            {hold ? 'End the hold' : 'Set a hold'}
          </Button>
        </form>
      )}
    </section>
  )
}
