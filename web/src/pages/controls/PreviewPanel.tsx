import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ContainInput, ControlView, MoneyJson } from '#contract'
import { contain, previewControls } from '../../api/controls.ts'
import type { Place } from '../../api/session.ts'
import { useZone } from '../../api/sites.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Moment } from '../../components/Moment.tsx'
import { tell } from '../../components/notices.ts'
import { Waiting } from '../../components/Waiting.tsx'
import { counted, money } from '../../format.ts'
import { controlTitle, replayWords, stepLines } from './words.ts'

interface Props {
  readonly place: Place
  readonly wanted: ContainInput
  readonly perMinute: MoneyJson | null
  /** What was made of it; none when it was discarded. */
  readonly onDone: (made: readonly ControlView[]) => void
}

const TYPED = 'emergency risk'

/** What would be done, to the line, and to which calls of the last weeks; then the button. */
export function PreviewPanel({ place, wanted, perMinute, onDone }: Props) {
  const client = useQueryClient()
  const [typed, setTyped] = useState('')
  const zone = useZone(place)
  const preview = useQuery({
    queryKey: ['preview', place.customer, place.site, wanted],
    queryFn: () => previewControls(place, wanted),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const controls = preview.data?.controls ?? []
  const risky = controls.some(({ risk }) => risk !== null)
  const confirmed = typed.trim().toLowerCase() === TYPED
  const approve = useMutation({
    mutationFn: () => contain(place, { ...wanted, confirmEmergencyRisk: risky && confirmed }),
    onSuccess(result) {
      const failed = result.controls.filter(({ state }) => state === 'failed').length
      const waits = result.controls.filter(({ state }) => state === 'planned').length
      tell(
        waits > 0
          ? 'Approved by you; a second person must approve it too.'
          : failed > 0
            ? `${counted(failed, 'control')} of ${result.controls.length} failed: see below why.`
            : 'In force, and read back from the phone system.',
      )
      onDone(result.controls)
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['controls'] }),
  })
  if (preview.error) return <ErrorPanel error={preview.error} retry={() => preview.refetch()} />
  if (!preview.data) return <Waiting lines={2} height={96} what="Looking at what it would change" />
  const able = controls.filter(({ state }) => state !== 'failed')
  const losing = perMinute !== null && perMinute.micros > 0
  return (
    <section className="stack preview" aria-label="Preview">
      <p className="soft" role="status">
        Nothing has been done yet.
      </p>
      {controls.map((control) => (
        <Planned key={control.id} control={control} zone={zone} />
      ))}
      {risky && (
        <TextInput
          label={`Type "${TYPED}" to say that you have read the risk`}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      )}
      {approve.error && <ErrorPanel error={approve.error} />}
      <div className="row">
        <Button
          size="md"
          color="loss"
          loading={approve.isPending}
          disabled={able.length === 0 || (risky && !confirmed)}
          onClick={() => approve.mutate()}
        >
          {losing ? `Put in force: waiting costs ${money(perMinute)} a minute` : 'Put in force'}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => onDone([])}>
          Discard
        </Button>
      </div>
    </section>
  )
}

function Planned({ control, zone }: { control: ControlView; zone: string }) {
  const { steps, risk, error, preview, summary } = control
  const replay = replayWords(control)
  return (
    <article className="stack-tight planned">
      <h3>{controlTitle(control)}</h3>
      {summary !== controlTitle(control) && <p className="soft">{summary}</p>}
      {error !== null && <p className="planned-error tone-loss">{error}</p>}
      {risk !== null && <p className="planned-error tone-watch">{risk}.</p>}
      {steps.length > 0 && <pre className="control-steps">{stepLines(steps)}</pre>}
      {replay !== null && <p>{replay}</p>}
      {preview !== null && preview.hit.length > 0 && (
        <details>
          <summary>The legitimate calls</summary>
          <ul className="stack-tight planned-hits">
            {preview.hit.map((call) => (
              <li key={`${call.id} ${call.startedAt}`} className="number">
                <Moment at={call.startedAt} zone={zone} /> · {call.account} → {call.to || call.dialled}
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  )
}
