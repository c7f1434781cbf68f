import { Button, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { TimelineItem } from '#contract'
import { timelineQuery } from '../../api/incidents.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { counted } from '../../format.ts'
import { useRoom } from './room.ts'
import { TimelineRow } from './TimelineRow.tsx'
import { kindNames } from './words.ts'

const atFirst = 200
const filters = { pinned: 'Pinned', ...kindNames }
const toggled = (kinds: readonly string[], kind: string): readonly string[] =>
  kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind]

/** Everything that happened, newest first, by the clock of the site. */
export function TimelinePanel() {
  const { place, view } = useRoom()
  const { zone } = view
  const { data, error, refetch } = useQuery(timelineQuery(place, view.id))
  const [kinds, setKinds] = useState<readonly string[]>([])
  const [text, setText] = useState('')
  const [most, setMost] = useState(atFirst)
  const there = useMemo(() => new Set(data?.items.map(({ kind }) => kind)), [data])
  const fits = (item: TimelineItem): boolean =>
    (kinds.length === 0 || kinds.includes(item.kind) || (kinds.includes('pinned') && item.pinned)) &&
    `${item.title} ${item.detail} ${item.by?.name ?? ''}`.toLowerCase().includes(text.trim().toLowerCase())
  const found = data?.items.filter(fits) ?? []
  return (
    <section className="stack" aria-labelledby="timeline-title">
      <div className="stack-tight">
        <h2 id="timeline-title">Timeline</h2>
        <p className="faint">
          {zone === 'UTC' ? 'Times in UTC.' : `Times of ${zone}; UTC when you point at one.`}{' '}
          <span role="status">{counted(found.length, 'entry', 'entries')}</span>
        </p>
      </div>
      <Note />
      <fieldset className="row incident-filters" aria-label="Show only">
        {Object.entries(filters)
          .filter(([kind]) => kind === 'pinned' || there.has(kind as TimelineItem['kind']))
          .map(([kind, name]) => (
            <button
              key={kind}
              type="button"
              className="incident-chip"
              aria-pressed={kinds.includes(kind)}
              onClick={() => setKinds(toggled(kinds, kind))}
            >
              {name}
            </button>
          ))}
      </fieldset>
      <TextInput
        size="sm"
        aria-label="Search the timeline"
        placeholder="Search"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {error && !data && <ErrorPanel error={error} retry={() => refetch()} />}
      {!data && !error && <Waiting lines={6} height={40} what="Loading the timeline" />}
      {data && found.length === 0 && <p className="soft">Nothing fits. Search for less.</p>}
      <ol className="incident-timeline">
        {found.slice(0, most).map((item) => (
          <TimelineRow key={item.id} item={item} />
        ))}
      </ol>
      {found.length > most && (
        <div>
          <Button variant="default" size="sm" onClick={() => setMost(most + 1000)}>
            Show more
          </Button>
        </div>
      )}
      {data && data.left > 0 && (
        <p className="faint">{counted(data.left, 'older entry', 'older entries')} left out.</p>
      )}
    </section>
  )
}

function Note() {
  const { act, mayWork, busy } = useRoom()
  const [text, setText] = useState('')
  if (!mayWork) return null
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault()
        void act({ kind: 'note', text, task: null }).then(() => setText(''))
      }}
    >
      <Textarea
        label="Write a note"
        description="It stays for ever, also in the exported evidence: write no passwords."
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" size="sm" variant="default" disabled={text.trim() === ''} loading={busy}>
          Keep the note
        </Button>
      </div>
    </form>
  )
}
