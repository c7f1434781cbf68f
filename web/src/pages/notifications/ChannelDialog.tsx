import { Button, Modal, NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { addChannel } from '../../api/notices.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import { type ChannelKind, channelFields, kindNames } from './words.ts'

interface Props {
  readonly place: Place
  readonly close: () => void
  readonly added: () => Promise<void>
}

/** A new channel: it is tried before it is kept. */
export function ChannelDialog({ place, close, added }: Props) {
  const [kind, setKind] = useState<ChannelKind>('smtp')
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const add = useMutation({
    mutationFn: () => addChannel(place, { kind, settings: settingsOf(kind, values) }),
    onSuccess: async ({ name }) => {
      await added()
      tell(`${name} works, and is kept.`)
      close()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <Modal opened onClose={close} size="lg" title={<strong>Add a channel</strong>}>
      <form className="stack" onSubmit={submit} aria-label="New channel">
        <NativeSelect
          label="Kind"
          data-autofocus
          value={kind}
          data={Object.entries(kindNames).map(([value, label]) => ({ value, label }))}
          onChange={({ currentTarget }) => {
            setKind(currentTarget.value as ChannelKind)
            setValues({})
            add.reset()
          }}
        />
        <div className="settings-fields">
          {channelFields[kind].map(({ key, secret, optional, number, choices, ...words }) => {
            const props = {
              ...words,
              name: key,
              value: values[key] ?? '',
              required: !optional,
              autoComplete: 'off',
              onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
                setValues({ ...values, [key]: currentTarget.value }),
            }
            if (choices) return <NativeSelect key={key} {...props} data={[...choices]} />
            if (secret) return <PasswordInput key={key} {...props} autoComplete="new-password" />
            return <TextInput key={key} {...props} inputMode={number ? 'numeric' : 'text'} />
          })}
        </div>
        {add.error && <ErrorPanel error={add.error} />}
        <div className="row">
          <Button type="submit" loading={add.isPending}>
            Try it and keep it
          </Button>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** What was filled in; a choice that was not touched is the first one. */
function settingsOf(kind: ChannelKind, values: Readonly<Record<string, string>>): Record<string, unknown> {
  const given = channelFields[kind].map(({ key, number, choices }) => {
    const text = (values[key] ?? '').trim() || (choices?.[0]?.value ?? '')
    return [key, number && text !== '' ? Number(text) : text]
  })
  return Object.fromEntries(given.filter(([, value]) => value !== ''))
}
