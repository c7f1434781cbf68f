import pc from 'picocolors'
import type { TestDrillReport } from '#contract'
import { moneyText, plainText } from '#core/kernel'
import { wrap } from './wrap.ts'

/** What will be dialled, or how it went: the answer first. */
export function testDrillScreen(report: TestDrillReport, { colour }: { colour: boolean }): string {
  const c = pc.createColors(colour)
  const { outcome, scenario, title, testPbx, owned, account } = report
  const head = [c.bold(`${scenario} ${title}`), `${account} on ${testPbx} (${owned})`, '']
  const calls = report.calls.map(callLine)
  const price = report.estimated ? ["Priced by the built-in estimate; the site has no carrier's rates."] : []
  const lines =
    outcome === 'planned'
      ? [...head, `It would dial, one after the other, and hang up after seconds:`, ...calls, '', ...WARNING]
      : [...head, ...answer(report, c), '', ...calls, '', ...price.map((line) => c.dim(line))]
  return plainText(lines.join('\n').trimEnd())
}

const WARNING = [
  'Nothing was sent. If this PBX has a line to a carrier, these calls cost money:',
  'only a PBX that is there for tests. To place them: the same with --approve.',
]

function answer(report: TestDrillReport, c: ReturnType<typeof pc.createColors>): string[] {
  const { outcome, why, detectedAfterSeconds, lossAtDetection, lossInAll, alert, cutByPbx } = report
  const all = `All calls together cost ${moneyText(lossInAll)}; ${cutByPbx} ended before the drill hung them up.`
  if (outcome !== 'detected')
    return [...wrap(`${outcome === 'missed' ? 'MISSED' : 'NOT TRIED'}: ${why}`, 78).map(c.red), all]
  return [
    c.bold(
      `Noticed ${detectedAfterSeconds} s after the first INVITE; lost by then: ${lossAtDetection ? moneyText(lossAtDetection) : '–'}.`,
    ),
    ...(alert?.reasons ?? []).flatMap((reason) => wrap(reason, 76).map((line) => `  ${line}`)),
    all,
  ]
}

function callLine({
  dialled,
  number,
  status,
  startedAt,
  answeredAt,
  endedAt,
  endedBy,
}: TestDrillReport['calls'][number]): string {
  const to = `  ${dialled.padEnd(20)} ${number.padEnd(17)}`
  if (startedAt === null) return to.trimEnd()
  if (answeredAt === null || endedAt === null) return `${to} not answered (${status ?? 'no answer'})`
  const seconds = (Date.parse(endedAt) - Date.parse(answeredAt)) / 1000
  return `${to} up ${seconds.toFixed(1)} s, ${ENDS[endedBy ?? 'unknown']}`
}

const ENDS = {
  pbx: 'ended by the PBX',
  drill: 'hung up',
  unknown: 'hung up, which the PBX did NOT confirm: look at its calls',
} as const
