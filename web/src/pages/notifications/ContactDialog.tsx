import { ActionIcon, Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { ChannelView } from '#contract'
import { addressName, type Contact, stakeholderList, stakeholderNames } from './words.ts'

/** Not crypto.randomUUID: consoles are also reached without TLS, where browsers do not have it. */
const freshId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

interface Props {
  readonly contact: Contact | null
  readonly channels: readonly ChannelView[]
  readonly put: (contact: Contact) => void
  readonly remove: (id: string) => void
  readonly close: () => void
}

/** A new person, or one that is there. */
export function ContactDialog({ contact, channels, put, remove, close }: Props) {
  const first = channels[0]
  const [value, setValue] = useState<Contact>(
    contact ?? {
      id: freshId(),
      name: '',
      stakeholder: 'it-leadership',
      ways: first ? [{ channel: first.id, to: '' }] : [],
    },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    put({ ...value, name: value.name.trim() })
    close()
  }
  return (
    <Modal opened onClose={close} size="lg" title={<strong>{contact ? 'A person' : 'Add a person'}</strong>}>
      <form className="stack" onSubmit={submit} aria-label="Person">
        <div className="settings-fields">
          <TextInput
            label="Name"
            required
            maxLength={100}
            data-autofocus
            value={value.name}
            onChange={({ currentTarget }) => setValue({ ...value, name: currentTarget.value })}
          />
          <NativeSelect
            label="Is"
            value={value.stakeholder}
            data={stakeholderList.map((each) => ({ value: each, label: stakeholderNames[each] }))}
            onChange={({ currentTarget }) =>
              setValue({ ...value, stakeholder: currentTarget.value as Contact['stakeholder'] })
            }
          />
          <TextInput
            label="Mobile, to call by hand"
            placeholder="+12025550123"
            pattern="\+[0-9]{3,15}"
            title="An international number, like +12025550123"
            value={value.phone ?? ''}
            onChange={({ currentTarget }) => setValue(withPhone(value, currentTarget.value.trim()))}
          />
        </div>
        <Ways value={value} setValue={setValue} channels={channels} />
        <div className="row">
          <Button type="submit">{contact ? 'Change' : 'Add'}</Button>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          {contact && (
            <Button
              variant="subtle"
              color="loss"
              onClick={() => {
                remove(contact.id)
                close()
              }}
            >
              Remove
            </Button>
          )}
        </div>
      </form>
    </Modal>
  )
}

interface WaysProps {
  readonly value: Contact
  readonly setValue: (contact: Contact) => void
  readonly channels: readonly ChannelView[]
}

function Ways({ value, setValue, channels }: WaysProps) {
  const { ways } = value
  const change = (at: number, way: Contact['ways'][number]) =>
    setValue({ ...value, ways: ways.map((each, n) => (n === at ? way : each)) })
  return (
    <fieldset className="part">
      <legend>Told by, in this order</legend>
      {channels.length === 0 && <p className="soft">Add a channel first.</p>}
      {ways.map((way, at) => {
        const address = addressName(channels.find(({ id }) => id === way.channel)?.kind)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: ways have no other name, and are edited in place
          <div className="way" key={at}>
            <NativeSelect
              aria-label={`Way ${at + 1}`}
              value={way.channel}
              data={channels.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={({ currentTarget }) => change(at, { channel: currentTarget.value, to: '' })}
            />
            {address !== null && (
              <TextInput
                aria-label={address}
                placeholder={address}
                required
                value={way.to}
                onChange={({ currentTarget }) => change(at, { ...way, to: currentTarget.value.trim() })}
              />
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Remove way ${at + 1}`}
              onClick={() => setValue({ ...value, ways: ways.filter((_, n) => n !== at) })}
            >
              <IconX size={18} />
            </ActionIcon>
          </div>
        )
      })}
      {channels[0] && ways.length < 5 && (
        <div>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() =>
              setValue({ ...value, ways: [...ways, { channel: channels[0]?.id ?? '', to: '' }] })
            }
          >
            {ways.length === 0 ? 'Add a way' : 'Add a way for when that fails'}
          </Button>
        </div>
      )}
    </fieldset>
  )
}

/** Without a number there is none, not an empty one. */
function withPhone(contact: Contact, phone: string): Contact {
  const { phone: _before, ...rest } = contact
  return phone === '' ? rest : { ...rest, phone }
}
