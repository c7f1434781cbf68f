import { Button, FileButton, Progress } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { startInvestigation } from '../../api/investigations.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { bytes, counted } from '../../format.ts'
import { FileList } from './FileList.tsx'
import { type Bind, type Fields, optionsOf } from './fields.ts'
import { OptionFields } from './OptionFields.tsx'
import { ownPlace } from './places.ts'

interface Props {
  readonly place: Place
  /** What the site.yaml of the place says. */
  readonly settings: Readonly<Record<string, unknown>>
  readonly files: readonly File[]
  readonly change: (files: readonly File[]) => void
  readonly add: (files: readonly File[]) => void
  readonly close: () => void
}

/** The files about to be read, what to know about them, and the way they travel. */
export function DropForm({ place, settings, files, change, add, close }: Props) {
  const guess = useMemo(() => ownPlace(settings), [settings])
  const [fields, setFields] = useState<Fields>({
    ...guess,
    title: '',
    since: '',
    until: '',
    format: '',
  })
  const bind: Bind = (key) => ({
    value: fields[key],
    onChange: ({ currentTarget: { value } }) => setFields((before) => ({ ...before, [key]: value })),
  })
  const { start, share, stop } = useStart(place)
  const busy = start.isPending
  const total = files.reduce((sum, file) => sum + file.size, 0)

  return (
    <form
      className="panel stack"
      aria-label="New investigation"
      onSubmit={(event) => {
        event.preventDefault()
        start.mutate({ fields, files })
      }}
    >
      <div className="row-apart">
        <h2>
          {counted(files.length, 'file')}, {bytes(total)}
        </h2>
        <FileButton multiple onChange={add}>
          {(props) => (
            <Button {...props} variant="default" size="sm" disabled={busy}>
              Add more
            </Button>
          )}
        </FileButton>
      </div>
      <FileList files={files} locked={busy} change={change} />
      <OptionFields bind={bind} timezone={guess.timezone} file={files[0]?.name ?? ''} />
      {start.error && start.error.name !== 'AbortError' && <ErrorPanel error={start.error} />}
      {busy ? (
        <Sending share={share} stop={stop} />
      ) : (
        <div className="row">
          <Button type="submit">Investigate</Button>
          <Button variant="subtle" color="gray" onClick={close}>
            Cancel
          </Button>
        </div>
      )}
    </form>
  )
}

function Sending({ share, stop }: { share: number; stop: () => void }) {
  return (
    <div className="stack-tight">
      <span className="number" role="status">
        {share < 1 ? `Sending, ${Math.floor(share * 100)} %` : 'Sent. Waiting for the server to take it in…'}
      </span>
      <Progress value={share * 100} color="var(--rf-ink)" aria-label="Upload" />
      <div>
        <Button variant="default" size="sm" onClick={stop}>
          Stop
        </Button>
      </div>
    </div>
  )
}

function useStart(place: Place) {
  const [share, setShare] = useState(0)
  const sending = useRef<AbortController>(null)
  const navigate = useNavigate()
  const client = useQueryClient()
  const start = useMutation({
    mutationFn: ({ fields, files }: { fields: Fields; files: readonly File[] }) => {
      sending.current = new AbortController()
      setShare(0)
      return startInvestigation(place, optionsOf(fields), files, setShare, sending.current.signal)
    },
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['investigations'] })
      await navigate({ to: '/investigations/$id', params: { id } })
    },
  })
  return { start, share, stop: () => sending.current?.abort() }
}
