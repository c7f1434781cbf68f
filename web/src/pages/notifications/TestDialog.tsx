import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ChannelView } from '#contract'
import { testChannel } from '../../api/notices.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { addressName } from './words.ts'

interface Props {
  readonly place: Place
  readonly channel: ChannelView
  readonly close: () => void
}

/** Sends a test now, and says what the receiver said. */
export function TestDialog({ place, channel, close }: Props) {
  const [to, setTo] = useState('')
  const address = addressName(channel.kind)
  const test = useMutation({ mutationFn: () => testChannel(place, channel.id, to.trim()) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    test.mutate()
  }
  return (
    <Modal opened onClose={close} title={<strong>Send a test</strong>}>
      <form className="stack" onSubmit={submit}>
        <p className="soft">
          A message that says it is a test goes out by {channel.name}
          {address === null ? ' to the one place where it ends.' : '.'}
        </p>
        {address !== null && (
          <TextInput
            label={address}
            data-autofocus
            required
            value={to}
            onChange={({ currentTarget }) => setTo(currentTarget.value)}
          />
        )}
        {test.error && <ErrorPanel error={test.error} />}
        {test.data && (
          <p role="status" className={`error-panel ${test.data.ok ? 'tone-safe' : 'tone-watch'}`}>
            {test.data.ok ? `It was taken: ${test.data.text}` : `It was not taken: ${test.data.text}`}
          </p>
        )}
        <div className="row">
          <Button type="submit" loading={test.isPending}>
            Send it
          </Button>
          <Button variant="default" onClick={close}>
            Close
          </Button>
        </div>
      </form>
    </Modal>
  )
}
