import type { Verdict } from '#contract'
import { Moment } from '../../components/Moment.tsx'
import { timeline } from './story.ts'

export function Timeline({ verdict }: { verdict: Verdict }) {
  return (
    <section className="panel stack" aria-labelledby="timeline-title">
      <h2 id="timeline-title">From the first sign to the last call</h2>
      <ol className="timeline">
        {timeline(verdict).map((step) => (
          <li key={`${step.at} ${step.what}`} className={`tone-${step.tone}`}>
            <span className="faint">
              <Moment at={step.at} zone={verdict.site.timezone} />
            </span>
            <strong>{step.what}</strong>
            {step.detail && <span className="soft">{step.detail}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}
