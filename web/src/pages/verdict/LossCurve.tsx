import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { Verdict } from '#contract'
import { Moment } from '../../components/Moment.tsx'
import { counted, money } from '../../format.ts'

const LossPlot = lazy(() => import('./LossPlot.tsx').then((part) => ({ default: part.LossPlot })))

export function LossCurve({ verdict }: { verdict: Verdict }) {
  const zone = verdict.site.timezone
  const last = verdict.curve.at(-1)
  if (!last) return null
  return (
    <section id="loss" className="panel stack" aria-labelledby="loss-title">
      <h2 id="loss-title">Loss over time</h2>
      <figure className="loss">
        <Suspense fallback={<Skeleton height={280} />}>
          <LossPlot verdict={verdict} />
        </Suspense>
        <figcaption className="faint">
          Added up: {money(last.likely)} in {counted(last.calls, 'flagged call')} by{' '}
          <Moment at={last.at} zone={zone} />, likely value.
        </figcaption>
      </figure>
    </section>
  )
}
