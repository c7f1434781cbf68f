import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChannelView } from '#contract'
import { channelsQuery, removeChannel } from '../../api/notices.ts'
import type { Place } from '../../api/session.ts'
import { AskDialog } from '../settings/AskDialog.tsx'
import { ChannelDialog } from './ChannelDialog.tsx'
import { TestDialog } from './TestDialog.tsx'
import { kindNames } from './words.ts'

interface Props {
  readonly place: Place
  readonly channels: readonly ChannelView[]
  readonly mayChange: boolean
}

/** The ways for notices to leave. */
export function Channels({ place, channels, mayChange }: Props) {
  const [adding, setAdding] = useState(false)
  const [testing, setTesting] = useState<ChannelView | null>(null)
  const [ending, setEnding] = useState<ChannelView | null>(null)
  const client = useQueryClient()
  const fresh = () => client.invalidateQueries({ queryKey: channelsQuery(place).queryKey })
  const end = useMutation({
    mutationFn: (id: string) => removeChannel(place, id),
    onSuccess: async () => {
      await fresh()
      setEnding(null)
    },
  })
  return (
    <section className="panel stack" aria-labelledby="channels-title">
      <div className="row-apart">
        <h3 id="channels-title">Channels</h3>
        {mayChange && (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconPlus size={17} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            Add a channel
          </Button>
        )}
      </div>
      {channels.length === 0 && (
        <p className="soft">None yet: nobody can be told. Begin with your mail server; it takes a minute.</p>
      )}
      {channels.length > 0 && (
        <ul className="channel-list" aria-label="Channels">
          {channels.map((channel) => (
            <li key={channel.id}>
              <div className="stack-tight">
                <strong>{channel.name}</strong>
                <span className="faint">
                  {kindNames[channel.kind]} · {channel.where}
                </span>
              </div>
              {mayChange && (
                <div className="row">
                  <Button size="xs" variant="default" onClick={() => setTesting(channel)}>
                    Send a test
                  </Button>
                  <Button size="xs" variant="subtle" color="gray" onClick={() => setEnding(channel)}>
                    Remove
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {adding && <ChannelDialog place={place} close={() => setAdding(false)} added={fresh} />}
      {testing && <TestDialog place={place} channel={testing} close={() => setTesting(null)} />}
      {ending && (
        <AskDialog
          title={`Remove “${ending.name}”?`}
          act="Remove it"
          danger
          work={end}
          go={() => end.mutate(ending.id)}
          close={() => setEnding(null)}
        >
          Notices to people who have no other way fail from now on, and say so.
        </AskDialog>
      )}
    </section>
  )
}
