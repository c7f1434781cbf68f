import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CheckView } from '#contract'
import { takeBackRisk } from '../../api/audits.ts'
import type { Place } from '../../api/session.ts'
import { useZone } from '../../api/sites.ts'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Moment } from '../../components/Moment.tsx'
import { complain, tell } from '../../components/notices.ts'
import { Tag } from '../../components/Tag.tsx'
import { count, counted } from '../../format.ts'
import { Evidence } from './Evidence.tsx'
import { MakeFix } from './MakeFix.tsx'

type Found = CheckView['on'][number]

interface Props {
  readonly place: Place
  readonly view: CheckView
  readonly mayTakeBack: boolean
  /** Of the newest audit: it says what stands there now. */
  readonly isLatest: boolean
}

const FIRST = 20

/** Each place a check fails: what stands there, and the fix for just that. */
export function FoundOn({ place, view, ...rest }: Props) {
  const [all, setAll] = useState(false)
  const shown = all ? view.on : view.on.slice(0, FIRST)
  return (
    <section className="stack" aria-labelledby="found-on">
      <h2 id="found-on">Found in {counted(view.places, 'place')}</h2>
      {shown.map((found) => (
        <One key={found.resource} place={place} check={view.check} found={found} {...rest} />
      ))}
      {shown.length < view.on.length && (
        <div>
          <Button variant="default" size="sm" onClick={() => setAll(true)}>
            Show all {count(view.on.length)}
          </Button>
        </div>
      )}
      {view.on.length < view.places && (
        <p className="soft">And {count(view.places - view.on.length)} more of the same kind.</p>
      )}
    </section>
  )
}

interface OneProps extends Omit<Props, 'view'> {
  readonly check: string
  readonly found: Found
}

function One({ place, check, found, mayTakeBack, isLatest }: OneProps) {
  const { resource, reason, evidence, fix, control, appeared, risk } = found
  return (
    <article className="panel stack" aria-label={resource === '' ? 'The site as a whole' : resource}>
      <div className="stack-tight">
        <div className="row">
          <h3>{resource === '' ? 'The site as a whole' : resource}</h3>
          {appeared && <Tag tone="watch">New</Tag>}
        </div>
        <p>{reason}</p>
        {evidence && <Evidence {...evidence} />}
      </div>
      <div className="stack-tight">
        <h4 className="eyebrow">How to mend it</h4>
        <p className="fix-text">{fix}</p>
        <div>
          <CopyButton text={fix} label="Copy the fix" />
        </div>
      </div>
      {control && isLatest && <MakeFix place={place} control={control} check={check} resource={resource} />}
      {risk && <Accepted place={place} risk={risk} mayTakeBack={mayTakeBack} />}
    </article>
  )
}

interface AcceptedProps {
  readonly place: Place
  readonly risk: NonNullable<Found['risk']>
  readonly mayTakeBack: boolean
}

function Accepted({ place, risk, mayTakeBack }: AcceptedProps) {
  const zone = useZone(place)
  const client = useQueryClient()
  const takeBack = useMutation({
    mutationFn: () => takeBackRisk(place, risk.id),
    onSuccess: () => {
      tell('Taken back. It is among what to mend again.')
      void client.invalidateQueries({ queryKey: ['audits'] })
    },
    onError: (error) => complain('Not taken back', error),
  })
  return (
    <div className="accepted stack-tight">
      <p>
        <strong>{risk.expired ? 'Was an accepted risk' : 'An accepted risk'}</strong>: {risk.reason}{' '}
        <span className="soft">
          {risk.owner} answers for it, until <Moment at={risk.until} zone={zone} />.
        </span>
      </p>
      {mayTakeBack && !risk.expired && (
        <div>
          <Button
            variant="default"
            size="sm"
            loading={takeBack.isPending}
            onClick={() => takeBack.mutate()}
            aria-label={`Take it back: ${risk.resource}`}
          >
            Take it back
          </Button>
        </div>
      )}
    </div>
  )
}
