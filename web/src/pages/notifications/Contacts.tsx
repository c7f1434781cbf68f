import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { ChannelView, NoticePlanView } from '#contract'
import { type Column, Records } from '../../components/Records.tsx'
import { ContactDialog } from './ContactDialog.tsx'
import type { PartProps } from './part.ts'
import { type Contact, kindNames, stakeholderNames } from './words.ts'

interface Props extends PartProps {
  readonly channels: readonly ChannelView[]
  readonly warnings: NoticePlanView['warnings']
}

/** Who is told. */
export function Contacts({ plan, set, mayChange, channels, warnings }: Props) {
  const [editing, setEditing] = useState<Contact | 'new' | null>(null)
  const { contacts } = plan
  const put = (contact: Contact) =>
    set({
      contacts: contacts.some(({ id }) => id === contact.id)
        ? contacts.map((each) => (each.id === contact.id ? contact : each))
        : [...contacts, contact],
    })
  return (
    <section className="panel stack" aria-labelledby="contacts-title">
      <div className="row-apart">
        <h3 id="contacts-title">People</h3>
        {mayChange && (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconPlus size={17} aria-hidden />}
            onClick={() => setEditing('new')}
          >
            Add a person
          </Button>
        )}
      </div>
      {warnings.length > 0 && (
        <ul className="warnings error-panel tone-watch" aria-label="Warnings">
          {warnings.map(({ contact, text }) => (
            <li key={contact + text}>{text}</li>
          ))}
        </ul>
      )}
      {contacts.length === 0 && (
        <p className="soft">
          Nobody yet. Add whoever stops a breach first: IT leadership, the IT provider, the VoIP provider.
        </p>
      )}
      {contacts.length > 0 && (
        <Records
          label="People"
          rows={contacts}
          columns={columnsOf(channels, mayChange ? setEditing : null)}
          keyOf={({ id }) => id}
        />
      )}
      {editing && (
        <ContactDialog
          contact={editing === 'new' ? null : editing}
          channels={channels}
          put={put}
          remove={(id) => set({ contacts: contacts.filter((each) => each.id !== id) })}
          close={() => setEditing(null)}
        />
      )}
    </section>
  )
}

const columnsOf = (
  channels: readonly ChannelView[],
  edit: ((contact: Contact) => void) | null,
): readonly Column<Contact>[] => [
  {
    title: 'Name',
    lead: true,
    cell: (contact) =>
      edit ? (
        <button type="button" className="link-button" onClick={() => edit(contact)}>
          {contact.name}
        </button>
      ) : (
        contact.name
      ),
    sort: ({ name }) => name,
  },
  {
    title: 'Is',
    cell: ({ stakeholder }) => stakeholderNames[stakeholder],
    sort: ({ stakeholder }) => stakeholder,
  },
  {
    title: 'Told by',
    wide: true,
    cell: ({ ways }) =>
      ways.length === 0
        ? 'no way yet'
        : ways
            .map(({ channel, to }) => {
              const found = channels.find(({ id }) => id === channel)
              if (!found) return 'a channel that was removed'
              return to === '' ? found.name : `${kindNames[found.kind]} to ${to}`
            })
            .join(', then '),
  },
]
