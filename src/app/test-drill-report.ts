import type { TestDrillReport } from '#contract'
import type { Context } from '#core/detection'
import type { Drill, DrillCall } from '#core/drills'
import { costOf } from './flows/drill.ts'
import type { Alert } from './flows/live-alerts.ts'
import { HOLD_MS, type PlacedCall } from './flows/test-drill.ts'

interface Told {
  readonly scenario: Drill
  readonly testPbx: string
  readonly owned: string
  readonly account: string
  readonly approve: boolean
  readonly estimated: boolean
  readonly context: Context
  readonly calls: readonly DrillCall[]
  readonly placed: readonly PlacedCall[]
  readonly noticed: { readonly alert: Alert; readonly at: number } | null
  /** Calls of the account that the site's connections told of. */
  readonly seen: number
  /** Somebody stopped it. */
  readonly stopped: boolean
}

/** What really happened, as the public JSON. */
export function testDrillReport(told: Told): TestDrillReport {
  const { scenario, testPbx, owned, account, estimated, context, calls, placed, noticed } = told
  const { currency } = context.rater
  const lossAt = (at: number): number =>
    placed.reduce(
      (sum, { planned, answeredAt, endedAt }) =>
        sum + costOf({ charged: planned.charged, answeredAt, endedAt }, at, context),
      0,
    )
  const money = (micros: number) => ({ micros, currency })
  const begun = placed[0]?.startedAt ?? Number.NaN
  return {
    scenario: scenario.id,
    title: scenario.title,
    testPbx,
    owned,
    account,
    ...outcomeOf(told),
    detectedAfterSeconds: noticed && Math.max(0, noticed.at - begun) / 1000,
    lossAtDetection: noticed && money(lossAt(noticed.at)),
    lossInAll: money(lossAt(Number.POSITIVE_INFINITY)),
    estimated,
    cutByPbx: placed.filter(({ endedBy }) => endedBy === 'pbx').length,
    alert: noticed && {
      account: noticed.alert.account,
      kind: noticed.alert.kind,
      score: Math.round(noticed.alert.score * 100),
      reasons: [...noticed.alert.reasons],
    },
    calls: calls.map(({ dialled, charged }, n) => ({
      dialled,
      number: `+${charged}`,
      ...wentLike(placed[n]),
    })),
  }
}

function outcomeOf({
  approve,
  noticed,
  placed,
  seen,
  stopped,
}: Told): Pick<TestDrillReport, 'outcome' | 'why'> {
  if (!approve) return { outcome: 'planned', why: 'Nothing was sent.' }
  if (noticed) return { outcome: 'detected', why: '' }
  const answered = placed.filter(({ answeredAt }) => !Number.isNaN(answeredAt)).length
  if (answered === 0) {
    const status = placed.at(-1)?.status ?? null
    return {
      outcome: 'not-tried',
      why: `No call was put through (the last answer was ${status ?? 'none'}), so there was nothing to notice.`,
    }
  }
  if (stopped) return { outcome: 'not-tried', why: 'It was stopped before anything was noticed.' }
  return {
    outcome: 'missed',
    why:
      seen === 0
        ? `${answered} calls were up, and the site's connection told of none of them: is it connected to this PBX?`
        : `${answered} calls were up for ${HOLD_MS / 1000} seconds and more, ${seen} were seen, and no rule in force spoke for it.`,
  }
}

const iso = (at: number): string | null => (Number.isNaN(at) ? null : new Date(at).toISOString())

const wentLike = (call: PlacedCall | undefined) => ({
  status: call?.status ?? null,
  startedAt: iso(call?.startedAt ?? Number.NaN),
  answeredAt: iso(call?.answeredAt ?? Number.NaN),
  endedAt: iso(call?.endedAt ?? Number.NaN),
  endedBy: call?.endedBy ?? null,
})
