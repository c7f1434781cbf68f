import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { GateJson } from '#contract'
import { approveOverride } from '../../api/incidents.ts'
import { sessionQuery } from '../../api/session.ts'
import { complain } from '../../components/notices.ts'
import { Tag } from '../../components/Tag.tsx'
import { useRoom } from './room.ts'

/** One thing that must be seen to: satisfied or not, why, and what to do. */
export function Gate({ gate }: { gate: GateJson }) {
  const { view, go } = useRoom()
  const { title, satisfied, reason, toDo, step, override } = gate
  const overridden = override?.by != null
  const tone = satisfied ? 'safe' : overridden ? 'watch' : 'loss'
  return (
    <article className="panel stack-tight" aria-label={title}>
      <div className="head-row">
        <h3>{title}</h3>
        <Tag tone={tone}>{satisfied ? 'Passed' : overridden ? 'Overridden' : 'Not yet'}</Tag>
      </div>
      <p>{reason}</p>
      {!satisfied && <p className="soft">{toDo}</p>}
      {override && (
        <p className="faint">
          {override.askedBy.name} asked to override: “{override.reason}”
          {override.by ? `, approved by ${override.by.name}` : ', waits for a second person'}
        </p>
      )}
      {!satisfied && view.state !== 'closed' && (
        <div className="row">
          <Button size="compact-sm" variant="default" onClick={() => go(String(step))}>
            To step {step}
          </Button>
          <Approve gate={gate} />
        </div>
      )}
      {!satisfied && !override && gate.id !== 'still-going-on' && view.state !== 'closed' && (
        <Ask gate={gate} />
      )}
    </article>
  )
}

function Approve({ gate: { id, title, override } }: { gate: GateJson }) {
  const { place, view, mayClose, refresh } = useRoom()
  const { data } = useQuery(sessionQuery)
  if (!override || override.by || !mayClose || override.askedBy.id === data?.person?.id) return null
  return (
    <Button
      size="compact-sm"
      aria-label={`Approve the override: ${title}`}
      onClick={() =>
        void approveOverride(place, view.id, id)
          .then(refresh)
          .catch((error: unknown) => complain('Not approved', error))
      }
    >
      Approve the override
    </Button>
  )
}

const SHORTEST = 10

function Ask({ gate: { id, title } }: { gate: GateJson }) {
  const { act, mayWork, busy } = useRoom()
  const [reason, setReason] = useState('')
  if (!mayWork) return null
  return (
    <details className="incident-how">
      <summary>Override it together with a second person</summary>
      <form
        className="incident-attest"
        onSubmit={(event) => {
          event.preventDefault()
          void act({ kind: 'override-asked', gate: id, reason })
        }}
      >
        <TextInput
          size="sm"
          aria-label={`Why it may be overridden: ${title}`}
          placeholder="Why; this is printed in the report"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" variant="default" disabled={busy || reason.trim().length < SHORTEST}>
          Ask a second person
        </Button>
      </form>
    </details>
  )
}
