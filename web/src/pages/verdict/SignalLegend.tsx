import { useMemo } from 'react'
import type { FlaggedCall } from '#contract'
import { signalWords } from '../../words.ts'

/** What the short words beside the calls mean, for those who do not hover. */
export function SignalLegend({ calls }: { calls: readonly FlaggedCall[] }) {
  const explained = useMemo(
    () =>
      [...new Set(calls.flatMap(({ signals }) => signals))]
        .map((id) => ({ id, ...signalWords(id) }))
        .filter(({ means }) => means !== '')
        .sort((a, b) => a.name.localeCompare(b.name)),
    [calls],
  )
  if (explained.length === 0) return null
  return (
    <details className="legend">
      <summary>What the reasons mean</summary>
      <dl>
        {explained.map(({ id, name, means }) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd className="soft">{means}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
