import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ControlView } from '#contract'
import { approveControl, undoControl, useMay } from '../../api/controls.ts'
import type { Place } from '../../api/session.ts'
import { useZone } from '../../api/sites.ts'
import { Moment } from '../../components/Moment.tsx'
import { complain, tell } from '../../components/notices.ts'
import { Tag } from '../../components/Tag.tsx'
import { controlTitle, isOver, replayWords, stateWords, stepLines } from './words.ts'

/** One control: where it stands, until when, and how it is taken back. */
export function ControlCard({ place, control }: { place: Place; control: ControlView }) {
  const [words, tone] = stateWords(control)
  const replay = replayWords(control)
  const zone = useZone(place)
  const { state, verified, expiresAt, error, steps, automatic, reason } = control
  const live = state === 'applying' || state === 'approved' || state === 'drifted'
  return (
    <article className={`panel control tone-${tone}`} aria-label={controlTitle(control)}>
      <div className="stack-tight">
        <h3>{controlTitle(control)}</h3>
        {error !== null && <p className="planned-error tone-watch">{error}</p>}
        <p className="faint">
          {automatic ? 'Done automatically' : 'By a person'}
          {reason !== '' && `: ${reason.replace(/^automatic: /, '')}`} · since{' '}
          <Moment at={control.createdAt} zone={zone} />
          {!isOver(control) && <Ends at={expiresAt} zone={zone} />}
        </p>
        {replay !== null && !isOver(control) && <p className="soft">{replay}</p>}
        {steps.length > 0 && (
          <details>
            <summary>What was changed</summary>
            <pre className="control-steps">{stepLines(steps)}</pre>
          </details>
        )}
      </div>
      <div className="stack-tight control-side">
        <Tag tone={tone} live={live}>
          {words}
        </Tag>
        {verified && !isOver(control) && <span className="faint">Read back from the system</span>}
        {!isOver(control) && <Acts place={place} control={control} />}
      </div>
    </article>
  )
}

function Ends({ at, zone }: { at: string | null; zone: string }) {
  if (at === null) return ' · until it is undone'
  return (
    <>
      {' · ends '}
      <Moment at={at} zone={zone} />
    </>
  )
}

const TYPED = 'emergency risk'

function Acts({ place, control }: { place: Place; control: ControlView }) {
  const may = useMay('controls.act')
  const client = useQueryClient()
  const [typed, setTyped] = useState('')
  const settled = { onSettled: () => client.invalidateQueries({ queryKey: ['controls'] }) }
  const undo = useMutation({
    mutationFn: () => undoControl(place, control.id),
    onSuccess: () => tell(`Undone: ${controlTitle(control)}.`),
    onError: (error) => complain('Not undone', error),
    ...settled,
  })
  const approve = useMutation({
    mutationFn: () => approveControl(place, control.id, control.risk !== null),
    onSuccess: ({ state }) => tell(state === 'planned' ? 'Approved by you.' : 'It lasts from now on.'),
    onError: (error) => complain('Not approved', error),
    ...settled,
  })
  if (!may) return null
  const { state, approvals, approvalsNeeded, risk, lastsSeconds } = control
  const waits = state === 'planned'
  const risky = waits && risk !== null
  return (
    <>
      {waits && (
        <span className="faint">
          {approvals.length} of {approvalsNeeded} people have approved it
        </span>
      )}
      {risky && <p className="planned-error tone-watch">{risk}.</p>}
      {risky && (
        <TextInput
          label={`Type "${TYPED}"`}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      )}
      <div className="row">
        <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
          {waits ? 'Drop' : 'Undo'}
        </Button>
        {(waits || (state === 'in-force' && lastsSeconds !== null)) && (
          <Button
            variant={waits ? 'filled' : 'subtle'}
            color={waits ? 'loss' : 'gray'}
            loading={approve.isPending}
            disabled={risky && typed.trim().toLowerCase() !== TYPED}
            onClick={() => approve.mutate()}
          >
            {waits ? 'Approve' : 'Renew'}
          </Button>
        )}
      </div>
    </>
  )
}
