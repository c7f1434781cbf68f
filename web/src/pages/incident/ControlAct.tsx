import { Button, Modal } from '@mantine/core'
import { IconShieldLock } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ContainInput, ControlView, TaskJson } from '#contract'
import { contain, previewControls } from '../../api/incidents.ts'
import { mayAnywhere, sessionQuery } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { counted, money } from '../../format.ts'
import { controlBody } from './control-body.ts'
import { useRoom } from './room.ts'

/** A task that Ringfence can do by itself: shown first, approved, then read back. */
export function ControlAct({ task }: { task: TaskJson }) {
  const { view } = useRoom()
  const { data } = useQuery(sessionQuery)
  const [asking, setAsking] = useState(false)
  const body = controlBody(task, view)
  if (view.connections === 0 || !body || !mayAnywhere(data, 'controls.act')) return null
  return (
    <>
      <div>
        <Button
          leftSection={<IconShieldLock size={17} aria-hidden />}
          aria-label={`Let Ringfence do it: ${task.title}`}
          onClick={() => setAsking(true)}
        >
          Let Ringfence do it
        </Button>
      </div>
      {asking && <Approve task={task} body={body} close={() => setAsking(false)} />}
    </>
  )
}

function Approve({ task, body, close }: { task: TaskJson; body: ContainInput; close: () => void }) {
  const { place, view, refresh } = useRoom()
  const preview = useQuery({
    queryKey: ['control-preview', place.customer, place.site, body],
    queryFn: () => previewControls(place, body),
    staleTime: 0,
    gcTime: 0,
  })
  const doing = useMutation({
    mutationFn: () => contain(place, body),
    onSuccess: ({ controls }) => {
      refresh()
      if (controls.every(({ state }) => state !== 'failed')) close()
    },
  })
  const failed = doing.data?.controls.filter(({ state }) => state === 'failed') ?? []
  const losing =
    view.perMinute && view.perMinute.micros > 0 ? `, losing ${money(view.perMinute)} a minute` : ''
  return (
    <Modal opened onClose={close} size="lg" title={<strong>{task.title}</strong>}>
      <div className="stack">
        {preview.isPending && <Waiting lines={2} what="Looking what it would do" />}
        {preview.error && <ErrorPanel error={preview.error} retry={() => preview.refetch()} />}
        {preview.data?.controls.map((control) => (
          <Planned key={`${control.kind} ${control.target} ${control.connection}`} control={control} />
        ))}
        {failed.map(({ id, error }) => (
          <p key={id} className="tone-loss" role="alert">
            {error}
          </p>
        ))}
        {doing.error && <ErrorPanel error={doing.error} />}
        <div className="row">
          <Button
            color="loss"
            loading={doing.isPending}
            disabled={!preview.data || preview.data.controls.length === 0}
            onClick={() => doing.mutate()}
          >
            Put it in force{losing}
          </Button>
          <Button variant="default" onClick={close}>
            Not now
          </Button>
        </div>
        <p className="faint">
          It ends by itself after a day, can be undone, and never blocks emergency calls.
        </p>
      </div>
    </Modal>
  )
}

function Planned({ control: { summary, steps, preview, risk, error } }: { control: ControlView }) {
  return (
    <div className="stack-tight">
      <p>{error ?? summary}</p>
      {preview && (
        <p className="soft">
          In the last 30 days it would have stopped {counted(preview.fraudCalls, 'fraudulent call')} and{' '}
          {counted(preview.legitimateCalls, 'legitimate call')}.
        </p>
      )}
      {risk && <p className="tone-watch">{risk}</p>}
      {steps.length > 0 && (
        <details className="incident-how">
          <summary>Exactly</summary>
          <pre className="incident-commands">{steps.join('\n')}</pre>
        </details>
      )}
    </div>
  )
}
