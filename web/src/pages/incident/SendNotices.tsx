import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { NoticePreview } from '#contract'
import { noticesQuery, previewNotices, sendNotices } from '../../api/notices.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import { counted } from '../../format.ts'
import { useRoom } from './room.ts'

type PlanStage = 'first-hour' | 'update' | 'closure'

/** Telling people: first word for word on the screen, then for good. */
export function SendNotices({ told }: { told: boolean }) {
  const { place, view } = useRoom()
  const [chosen, setStage] = useState<PlanStage | null>(null)
  const [note, setNote] = useState('')
  const stage = chosen ?? (told ? 'update' : 'first-hour')
  const client = useQueryClient()
  const preview = useMutation({ mutationFn: () => previewNotices(place, view.id, { stage, note }) })
  const send = useMutation({
    mutationFn: () => sendNotices(place, view.id, { stage, note }),
    onSuccess: async ({ queued }) => {
      await client.invalidateQueries({ queryKey: noticesQuery(place, view.id).queryKey })
      tell(
        queued.length === 0 ? 'Everybody had it already.' : `${counted(queued.length, 'notice')} on the way.`,
      )
      preview.reset()
      setStage(null)
      setNote('')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    preview.mutate()
  }
  const drafts = preview.data?.drafts
  return (
    <form className="stack" onSubmit={submit} aria-label="Tell people">
      <NativeSelect
        label="Tell people"
        value={stage}
        data={[
          { value: 'first-hour', label: 'The first notice' },
          { value: 'update', label: 'An update' },
          { value: 'closure', label: 'That it is closed' },
        ]}
        onChange={({ currentTarget }) => {
          setStage(currentTarget.value as PlanStage)
          preview.reset()
        }}
      />
      <Textarea
        label="What you add"
        autosize
        minRows={2}
        maxLength={5000}
        value={note}
        onChange={({ currentTarget }) => {
          setNote(currentTarget.value)
          preview.reset()
        }}
      />
      {(preview.error ?? send.error) && <ErrorPanel error={preview.error ?? send.error} />}
      {drafts && <Drafts drafts={drafts} />}
      <div className="row">
        <Button type="submit" variant={drafts ? 'default' : 'filled'} loading={preview.isPending}>
          Show what would be sent
        </Button>
        {drafts && drafts.length > 0 && (
          <Button loading={send.isPending} onClick={() => send.mutate()}>
            Send it to {counted(drafts.length, 'person', 'people')}
          </Button>
        )}
      </div>
    </form>
  )
}

function Drafts({ drafts }: { drafts: NoticePreview['drafts'] }) {
  if (drafts.length === 0)
    return <p className="soft">Nobody is to be told at this stage: add people in Settings, Notifications.</p>
  return (
    <div className="stack-tight">
      {drafts.map(({ contact, name, subject, text, to, warnings }) => (
        <details key={contact} className="draft">
          <summary>
            {name} {to !== '' && <span className="faint">{to}</span>}
          </summary>
          {warnings.map((warning) => (
            <p key={warning} className="error-panel tone-watch">
              {warning}
            </p>
          ))}
          <p>
            <strong>{subject}</strong>
          </p>
          <p className="draft-text">{text}</p>
        </details>
      ))}
    </div>
  )
}
