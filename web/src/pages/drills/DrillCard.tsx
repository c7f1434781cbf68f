import { Button } from '@mantine/core'
import type { DrilledScenario, Drills } from '#contract'
import { Tag } from '../../components/Tag.tsx'
import { duration, money } from '../../format.ts'

interface Props {
  readonly drill: Drills['drills'][number]
  readonly result: DrilledScenario | null
  readonly running: boolean
  readonly onRun: (() => void) | null
}

/** One attack, and what came of it when it was played. */
export function DrillCard({ drill, result, running, onRun }: Props) {
  const { scenario, title, story } = drill
  return (
    <article className="panel drill" aria-label={`${scenario}: ${title}`}>
      <div className="stack-tight">
        <h2 className="drill-title">
          <span className="faint number">{scenario}</span> {title}
        </h2>
        <p className="soft">{story}</p>
        {result?.alert?.reasons[0] && <p>Noticed by: {result.alert.reasons[0]}.</p>}
        {result !== null && result.missed !== null && (
          <p className="drill-missed tone-loss">{result.missed}</p>
        )}
      </div>
      <div className="stack-tight drill-side" role="status">
        {result === null ? null : result.missed === null ? (
          <Noticed result={result} />
        ) : (
          <Tag tone="loss">Missed</Tag>
        )}
        {onRun || running ? (
          <Button
            variant="default"
            loading={running}
            onClick={() => onRun?.()}
            aria-label={`${result === null ? 'Run' : 'Run again'}: ${scenario}`}
          >
            {result === null ? 'Run' : 'Run again'}
          </Button>
        ) : null}
      </div>
    </article>
  )
}

function Noticed({ result }: { result: DrilledScenario }) {
  const { detectedAfterSeconds, lossAtDetection, lossAtCutOff, cutOffBy, lossUnseen } = result
  return (
    <>
      <Tag tone="safe">Noticed</Tag>
      <dl className="drill-figures">
        <dt>after</dt>
        <dd className="number">{duration(Math.round(detectedAfterSeconds ?? 0))}</dd>
        {lossAtDetection && (
          <>
            <dt>lost by then</dt>
            <dd className="number">{money(lossAtDetection)}</dd>
          </>
        )}
        <dt>lost at cut-off</dt>
        <dd className="number">{lossAtCutOff ? money(lossAtCutOff) : 'not cut'}</dd>
        <dt>cut by</dt>
        <dd>
          {cutOffBy === 'policy' ? 'the policy' : cutOffBy === 'person' ? 'a person, 15 min later' : 'nobody'}
        </dd>
        <dt>lost if unseen</dt>
        <dd className="number">{money(lossUnseen)}</dd>
      </dl>
    </>
  )
}
