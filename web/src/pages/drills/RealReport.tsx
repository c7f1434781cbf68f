import type { TestDrillReport } from '#contract'
import { type Column, Records } from '../../components/Records.tsx'
import { Tag } from '../../components/Tag.tsx'
import { money } from '../../format.ts'

/** What would be dialled, or how it went: the answer first. */
export function RealReport({ report }: { report: TestDrillReport }) {
  const { outcome, why, testPbx, owned, account, calls, alert } = report
  return (
    <div className="stack-tight" role="status">
      <div className="row">
        <Tag tone={tones[outcome]}>{words[outcome]}</Tag>
        <span className="faint">
          {account} on {testPbx}: {owned}
        </span>
      </div>
      {outcome === 'detected' && <p>{noticed(report)}</p>}
      {why !== '' && outcome !== 'planned' && <p className="soft">{why}</p>}
      {alert?.reasons.map((reason) => (
        <p key={reason} className="soft">
          {reason}.
        </p>
      ))}
      <Records
        label="Calls of the drill"
        rows={calls.map((call, n) => ({ ...call, n }))}
        columns={outcome === 'planned' ? planned : placed}
        keyOf={({ n }) => String(n)}
        every
      />
    </div>
  )
}

/** Numbered: the same number may be called again. */
type Call = TestDrillReport['calls'][number] & { readonly n: number }

const words = {
  planned: 'Nothing was sent yet',
  detected: 'Noticed',
  missed: 'Missed',
  'not-tried': 'Not tried',
} as const
const tones = { planned: 'unknown', detected: 'safe', missed: 'loss', 'not-tried': 'watch' } as const

function noticed({ detectedAfterSeconds, lossAtDetection, lossInAll, cutByPbx }: TestDrillReport): string {
  const lost = lossAtDetection ? `${money(lossAtDetection)} lost by then, ` : ''
  return `${(detectedAfterSeconds ?? 0).toFixed(1)} s after the first call; ${lost}${money(lossInAll)} in all; ${cutByPbx} ended before the drill hung them up.`
}

const planned: readonly Column<Call>[] = [
  { title: 'Dialled', lead: true, cell: ({ dialled }) => <span className="number">{dialled}</span> },
  { title: 'Number', cell: ({ number }) => <span className="number">{number}</span> },
]
const placed: readonly Column<Call>[] = [...planned, { title: 'How it went', cell: wentLike }]

function wentLike({ status, startedAt, answeredAt, endedAt, endedBy }: Call): string {
  if (startedAt === null) return 'not called'
  if (answeredAt === null || endedAt === null) return `not answered (${status ?? 'no answer'})`
  const seconds = (Date.parse(endedAt) - Date.parse(answeredAt)) / 1000
  return `up ${seconds.toFixed(1)} s, ${ends[endedBy ?? 'unknown']}`
}

const ends = {
  pbx: 'ended by the PBX',
  drill: 'hung up',
  unknown: 'hung up, which the PBX did not confirm: look at its calls',
} as const
