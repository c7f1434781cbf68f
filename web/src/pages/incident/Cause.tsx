import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { IncidentView } from '#contract'
import { Moment } from '../../components/Moment.tsx'
import { useRoom } from './room.ts'
import { causeWords } from './words.ts'

type Cause = NonNullable<IncidentView['cause']>['cause']

/** How they came in: without it every other repair is a guess. */
export function Cause() {
  const { view, act, mayWork, busy } = useRoom()
  const [cause, setCause] = useState<Cause | null>(view.cause?.cause ?? null)
  const [text, setText] = useState(view.cause?.text ?? '')
  return (
    <section className="panel stack" aria-labelledby="cause-title">
      <h3 id="cause-title">How they came in</h3>
      {view.cause && (
        <p>
          {causeWords[view.cause.cause]}: {view.cause.text}{' '}
          <span className="faint">
            {view.cause.by.name}, <Moment at={view.cause.at} zone={view.zone} />
          </span>
        </p>
      )}
      {mayWork && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            if (cause) void act({ kind: 'cause', cause, text })
          }}
        >
          <NativeSelect
            label="Cause"
            data={[
              { value: '', label: 'Choose one' },
              ...Object.entries(causeWords).map(([value, label]) => ({ value, label })),
            ]}
            value={cause ?? ''}
            onChange={(event) => setCause((event.currentTarget.value || null) as Cause | null)}
          />
          <Textarea
            label="What shows it"
            placeholder="The finding with file and line, the log entry, the call"
            autosize
            minRows={2}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <div>
            <Button type="submit" disabled={!cause || text.trim() === ''} loading={busy}>
              Name the cause
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}
