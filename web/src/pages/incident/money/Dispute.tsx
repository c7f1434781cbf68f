import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { IncidentView } from '#contract'
import { amountFrom } from '../amount.ts'
import { useRoom } from '../room.ts'

type Status = IncidentView['disputes'][number]['status']
const statuses: Readonly<Record<Status, string>> = {
  sent: 'Sent to the carrier',
  acknowledged: 'The carrier confirmed it',
  credited: 'Credited',
  refused: 'Refused',
}

/** Writes down where the dispute with the carrier stands. */
export function Dispute() {
  const { view, act, mayWork, busy } = useRoom()
  const [status, setStatus] = useState<Status>('sent')
  const [text, setText] = useState('')
  const [note, setNote] = useState('')
  if (!mayWork) return null
  const amount = amountFrom(text, view.lost.likely.currency)
  return (
    <details className="incident-how">
      <summary>Write down what the carrier says</summary>
      <form
        className="stack incident-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (amount) void act({ kind: 'dispute', status, amount, note })
        }}
      >
        <div className="incident-grid">
          <NativeSelect
            label="What happened"
            data={Object.entries(statuses).map(([value, label]) => ({ value, label }))}
            value={status}
            onChange={(event) => setStatus(event.currentTarget.value as Status)}
          />
          <TextInput
            label={`Amount, ${view.lost.likely.currency}`}
            inputMode="decimal"
            value={text}
            error={text !== '' && amount === null && 'An amount like 1234.50'}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </div>
        <TextInput
          label="Reference of the dispute"
          description="The same reference sent again is the same claim, at its new amount"
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" disabled={!amount} loading={busy}>
            Write it down
          </Button>
        </div>
      </form>
    </details>
  )
}
