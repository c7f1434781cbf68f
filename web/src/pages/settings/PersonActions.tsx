import { Button, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Invited, PersonView, Session } from '#contract'
import { activatePerson, resetPerson } from '../../api/people.ts'
import { AskDialog } from './AskDialog.tsx'
import { PersonDialog } from './PersonDialog.tsx'

type Asked = 'roles' | 'reset' | 'deactivate' | 'activate'

interface Props {
  readonly person: PersonView
  readonly session: Session
  readonly linked: (invited: Invited) => void
}

/** What can be done about one person. */
export function PersonActions({ person, session, linked }: Props) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const client = useQueryClient()
  const close = () => setAsked(null)
  const done = async () => {
    await client.invalidateQueries({ queryKey: ['people'] })
    close()
  }
  const reset = useMutation({
    mutationFn: () => resetPerson(person.id),
    onSuccess: async (made) => {
      await done()
      linked(made)
    },
  })
  const turn = useMutation({
    mutationFn: (active: boolean) => activatePerson(person.id, active),
    onSuccess: done,
  })
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button variant="default" size="sm" px={10} aria-label={`What to do about ${person.name}`}>
            <IconDots size={18} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAsked('roles')}>Change name and roles</Menu.Item>
          <Menu.Item onClick={() => setAsked('reset')}>
            {person.standing === 'invited' ? 'New link' : 'Lost phone or password'}
          </Menu.Item>
          <Menu.Divider />
          {person.standing === 'deactivated' ? (
            <Menu.Item onClick={() => setAsked('activate')}>Let in again</Menu.Item>
          ) : (
            <Menu.Item onClick={() => setAsked('deactivate')}>Deactivate</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {asked === 'roles' && <PersonDialog session={session} person={person} close={close} />}
      {asked === 'reset' && (
        <AskDialog
          title={`A new link for ${person.name}?`}
          act="Make the link"
          work={reset}
          go={() => reset.mutate()}
          close={close}
        >
          Their password, authenticator, passkeys and recovery codes stop working now, their sessions end, and
          so do their tokens. With the link they choose new ones. Roles stay as they are.
        </AskDialog>
      )}
      {asked === 'deactivate' && (
        <AskDialog
          title={`Deactivate ${person.name}?`}
          act="Deactivate"
          danger
          work={turn}
          go={() => turn.mutate(false)}
          close={close}
        >
          They are out at once, on every device, and cannot come in. What they did stays on record under their
          name. You can let them in again.
        </AskDialog>
      )}
      {asked === 'activate' && (
        <AskDialog
          title={`Let ${person.name} in again?`}
          act="Let in"
          work={turn}
          go={() => turn.mutate(true)}
          close={close}
        >
          They sign in as before, with the same roles. Sessions from before stay ended.
        </AskDialog>
      )}
    </>
  )
}
