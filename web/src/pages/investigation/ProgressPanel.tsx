import { Progress } from '@mantine/core'
import type { InvestigationProgress, InvestigationView } from '#contract'
import { useLiveProgress } from '../../api/progress.ts'
import type { Place } from '../../api/session.ts'
import { bytes, count, remaining } from '../../format.ts'
import { DeleteButton } from './DeleteButton.tsx'

const phases: Readonly<Record<InvestigationProgress['phase'], string>> = {
  waiting: 'Waiting its turn',
  reading: 'Reading the calls',
  judging: 'Judging what was found',
  writing: 'Writing it down',
  done: 'Done',
  failed: 'Stopped',
}
const order = ['reading', 'judging', 'writing'] as const

export function ProgressPanel({ place, view }: { place: Place; view: InvestigationView }) {
  const live = useLiveProgress(place, view.id, true)
  const progress = live.progress ?? view.progress
  const share = progress.bytesTotal > 0 ? Math.min(100, (progress.bytesRead / progress.bytesTotal) * 100) : 0
  const reached = order.indexOf(progress.phase as (typeof order)[number])
  const eta = remaining(progress.etaSeconds)

  return (
    <section className="panel progress stack" aria-labelledby="progress-title">
      <div className="stack-tight">
        <p className="eyebrow">{view.title}</p>
        <h1 id="progress-title" aria-live="polite">
          {phases[progress.phase]}
        </h1>
      </div>
      <ol className="progress-steps" aria-hidden>
        {order.map((phase, step) => (
          <li key={phase} className={step < reached ? 'step-done' : step === reached ? 'step-here' : ''}>
            {phases[phase]}
          </li>
        ))}
      </ol>
      <Progress
        value={reached > 0 ? 100 : share}
        size="lg"
        color="var(--rf-ink)"
        animated={reached > 0}
        aria-label="Read so far"
      />
      <dl className="figures">
        <Figure label="Read">
          {progress.bytesTotal > 0 ? `${bytes(progress.bytesRead)} of ${bytes(progress.bytesTotal)}` : '–'}
        </Figure>
        <Figure label="Rows">{count(progress.rows)}</Figure>
        <Figure label="Calls">{count(progress.calls)}</Figure>
        <Figure label="Rows left out">{count(progress.rejected)}</Figure>
      </dl>
      <div className="row-apart">
        <p className="soft" role="status">
          {live.stale
            ? 'No word from the server for a while; the figures may be old. Reconnecting…'
            : (eta ?? 'You may leave this page; it goes on without you.')}
        </p>
        <DeleteButton place={place} view={view} label="Stop and delete" />
      </div>
    </section>
  )
}

function Figure({ label, children }: { label: string; children: string }) {
  return (
    <div>
      <dt className="faint">{label}</dt>
      <dd className="figure number">{children}</dd>
    </div>
  )
}
