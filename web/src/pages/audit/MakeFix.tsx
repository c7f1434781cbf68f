import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CheckView, ContainInput, ControlView } from '#contract'
import { auditConnected } from '../../api/audits.ts'
import { controlsQuery } from '../../api/controls.ts'
import type { Place } from '../../api/session.ts'
import { complain, tell } from '../../components/notices.ts'
import { ControlCard } from '../controls/ControlCard.tsx'
import '../controls/controls.css'
import { PreviewPanel } from '../controls/PreviewPanel.tsx'
import { isOver } from '../controls/words.ts'
import { useMayHere } from './use-audit.ts'

interface Props {
  readonly place: Place
  readonly control: NonNullable<CheckView['on'][number]['control']>
  readonly check: string
  readonly resource: string
}

/** Lets Ringfence make the fix: shown to the line, put in force, read back, and undone at any time. */
export function MakeFix(props: Props) {
  return useMayHere('controls.act') && <Making {...props} />
}

function Making({ place, control: { kind, target }, check, resource }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [failed, setFailed] = useState<readonly ControlView[]>([])
  const { data } = useQuery(controlsQuery(place))
  const mayAudit = useMayHere('audits.make')
  const standing = data?.controls.filter(
    (each) => each.kind === kind && each.target === target && !isOver(each),
  )
  const wanted: ContainInput = {
    others: [{ kind: kind as ControlView['kind'], target }],
    reason: `audit ${check}: ${resource}`,
  }
  if (!standing) return null
  if (standing.length > 0)
    return (
      <div className="stack-tight">
        <h4 className="eyebrow">Mended by Ringfence</h4>
        {standing.map((each) => (
          <ControlCard key={each.id} place={place} control={each} />
        ))}
        {mayAudit && <AuditAgain place={place} />}
      </div>
    )
  if (isOpen)
    return (
      <PreviewPanel
        place={place}
        wanted={wanted}
        perMinute={null}
        onDone={(made) => {
          setOpen(false)
          setFailed(made.filter(({ state }) => state === 'failed'))
        }}
      />
    )
  return (
    <div className="stack-tight">
      {failed.map(({ id, error }) => (
        <p key={id} className="planned-error tone-loss">
          {error}
        </p>
      ))}
      <div className="row">
        <Button variant="default" onClick={() => setOpen(true)}>
          Make this fix
        </Button>
        <span className="soft">Shows first what it would change. It stays until it is undone.</span>
      </div>
    </div>
  )
}

function AuditAgain({ place }: { place: Place }) {
  const client = useQueryClient()
  const again = useMutation({
    mutationFn: () => auditConnected(place),
    onSuccess: () => {
      tell('Audited again: this is what stands there now.')
      void client.invalidateQueries({ queryKey: ['audits'] })
    },
    onError: (error) => complain('Not audited', error),
  })
  return (
    <div>
      <Button variant="default" size="sm" loading={again.isPending} onClick={() => again.mutate()}>
        Audit again
      </Button>
    </div>
  )
}
