import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type CallSearch, removeView, saveView, searchText, viewsQuery } from '../../api/calls.ts'
import { type Place, sessionQuery } from '../../api/session.ts'
import { complain } from '../../components/notices.ts'

interface Props {
  readonly place: Place
  readonly wanted: CallSearch
  readonly open: (search: CallSearch) => void
}

/** Searches with a name, for everybody at the site. */
export function Views({ place, wanted, open }: Props) {
  const { data } = useQuery(viewsQuery(place))
  const { data: session } = useQuery(sessionQuery)
  const [name, setName] = useState<string | null>(null)
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: (act: () => Promise<void>) => act(),
    onSuccess: () => {
      setName(null)
      return client.invalidateQueries({ queryKey: viewsQuery(place).queryKey })
    },
    onError: (error) => complain('The views stay as they were', error),
  })
  const may = session?.person?.role !== 'viewer'
  const narrowed = Object.keys(wanted).length > 0
  const keep = (event: FormEvent) => {
    event.preventDefault()
    change.mutate(() => saveView(place, { name: name ?? '', query: searchText(wanted) }))
  }
  if (!narrowed && (data?.views.length ?? 0) === 0) return null
  return (
    <div className="row call-views">
      {data?.views.map((view) => (
        <span key={view.id} className="call-view">
          <Button
            variant="default"
            size="compact-md"
            aria-pressed={view.query === searchText(wanted)}
            onClick={() => open(Object.fromEntries(new URLSearchParams(view.query)))}
          >
            {view.name}
          </Button>
          {may && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={`Forget ${view.name}`}
              onClick={() => change.mutate(() => removeView(place, view.id))}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          )}
        </span>
      ))}
      {narrowed && may && name === null && (
        <Button variant="subtle" color="gray" size="compact-md" onClick={() => setName('')}>
          Keep this search
        </Button>
      )}
      {name !== null && (
        <form className="row" onSubmit={keep}>
          <TextInput
            size="xs"
            aria-label="Name of this search"
            placeholder="Name"
            required
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" size="compact-md" loading={change.isPending}>
            Keep it
          </Button>
        </form>
      )}
    </div>
  )
}
