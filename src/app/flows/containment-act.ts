import type { AutomaticStep } from '#core/kernel'
import type { AutomaticAct, Remedy, Threat } from '#core/response'
import type { Alert } from './live-alerts.ts'

/** An alert as a policy sees it. */
export const threatOf = ({
  account,
  kind,
  score,
  fresh,
  perMinute,
  lostSoFar,
  sources,
  running,
}: Alert): Threat => ({
  account,
  kind,
  score,
  fresh,
  perMinute: perMinute.likely,
  lostSoFar: lostSoFar.likely,
  sources,
  called: [
    ...new Set(
      running
        .map(({ call }) => (call.direction === 'inbound' ? '' : call.peer))
        .filter((peer) => peer !== ''),
    ),
  ],
})

interface Decided {
  readonly step: Exclude<AutomaticStep, 'off'>
  readonly because: string
  readonly dryRun: boolean
  readonly remedy: Remedy
}

type Frame = Pick<AutomaticAct, 'id' | 'customer' | 'site' | 'at' | 'currency'>

/** What is written down and told when a policy takes a step; nothing of it is done yet. */
export const actOf = (
  alert: Alert,
  { step, because, dryRun, remedy }: Decided,
  frame: Frame,
): AutomaticAct => ({
  ...frame,
  alert: alert.id,
  incident: alert.incident,
  account: alert.account,
  kind: alert.kind,
  score: Math.round(alert.score * 100),
  perMinute: Math.round(alert.perMinute.likely),
  lostSoFar: Math.round(alert.lostSoFar.likely),
  step,
  dryRun,
  because,
  reasons: alert.reasons,
  what: step === 'notify' ? [] : wordsOf(remedy, alert.running.length),
  controls: [],
  cut: 0,
  problem: '',
})

const wordsOf = ({ bar, prefixes, ips }: Remedy, calls: number): string[] => [
  ...(calls === 0 ? [] : [`hang up ${calls} ${calls === 1 ? 'call' : 'calls'}`]),
  ...(bar === '' ? [] : [`bar account ${bar}`]),
  ...prefixes.map((prefix) => `block numbers that begin with ${prefix}`),
  ...ips.map((ip) => `block ${ip}`),
]
