import { Button } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Invited, PersonView, Session } from '#contract'
import { peopleQuery } from '../../api/people.ts'
import { mayAnywhere, sessionQuery } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { type Column, Records } from '../../components/Records.tsx'
import { Tag } from '../../components/Tag.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { Ago } from './Ago.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { PersonActions } from './PersonActions.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import { grantText } from './roles.ts'
import './access.css'

/** Who may come in, and what they may do where. */
export function PeoplePage() {
  const { data: session } = useQuery(sessionQuery)
  const people = useInfiniteQuery(peopleQuery)
  const [inviting, setInviting] = useState(false)
  const [link, setLink] = useState<Invited | null>(null)
  useEffect(() => {
    document.title = 'People · Settings · Ringfence'
  }, [])
  const rows = people.data?.pages.flatMap((page) => page.items) ?? []
  const may = mayAnywhere(session, 'people.manage')
  return (
    <div className="stack">
      <div className="row-apart">
        <div className="stack-tight">
          <h2>People</h2>
          <p className="soft">Who may come in, and what they may do where. Everybody has a second factor.</p>
        </div>
        {may && (
          <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => setInviting(true)}>
            Invite somebody
          </Button>
        )}
      </div>
      {people.error && <ErrorPanel error={people.error} retry={() => people.refetch()} />}
      {people.isPending && <Waiting lines={4} what="Loading the people" />}
      {session && people.data && (
        <div className="panel">
          <Records
            label="People"
            rows={rows}
            columns={columnsOf(session, may, setLink)}
            keyOf={({ id }) => id}
          />
        </div>
      )}
      {people.hasNextPage && (
        <Button variant="default" loading={people.isFetchingNextPage} onClick={() => people.fetchNextPage()}>
          More people
        </Button>
      )}
      {inviting && session && (
        <PersonDialog
          session={session}
          close={() => setInviting(false)}
          invited={(made) => {
            setInviting(false)
            setLink(made)
          }}
        />
      )}
      {link && <LinkDialog invited={link} close={() => setLink(null)} />}
    </div>
  )
}

const standings = {
  active: <Tag tone="safe">Active</Tag>,
  invited: <Tag tone="watch">Invited</Tag>,
  deactivated: <Tag tone="unknown">Deactivated</Tag>,
}

function columnsOf(
  session: Session,
  may: boolean,
  setLink: (invited: Invited) => void,
): readonly Column<PersonView>[] {
  const columns: Column<PersonView>[] = [
    {
      title: 'Person',
      lead: true,
      sort: ({ name }) => name,
      cell: ({ name, email, id }) => (
        <div className="person-cell">
          {name}
          {id === session.person?.id && <span className="faint"> (you)</span>}
          <div className="faint person-address">{email}</div>
        </div>
      ),
    },
    {
      title: 'May do',
      wide: true,
      cell: ({ grants }) => (
        <ul className="plain-list">
          {grants.map((grant) => (
            <li key={`${grant.customer}/${grant.site}`}>{grantText(grant, session.customers)}</li>
          ))}
        </ul>
      ),
    },
    { title: 'Standing', cell: ({ standing }) => standings[standing] },
    { title: 'Last here', cell: ({ lastSeenAt }) => <Ago at={lastSeenAt} never="never" /> },
  ]
  if (may)
    columns.push({
      title: '',
      cell: (person) => <PersonActions person={person} session={session} linked={setLink} />,
    })
  return columns
}
