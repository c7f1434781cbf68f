import type { ProbeReport } from '#contract'
import { plainText } from '#core/kernel'
import { wrap } from './wrap.ts'

type Target = ProbeReport['targets'][number]

const MARK = { fail: 'FAIL', pass: 'ok', quiet: 'quiet', 'not-tried': '–' } as const
const WIDTH = 80
const INDENT = 12

/** What each probe found, and of a dry run what it would send. */
export const probeScreen = (report: ProbeReport): string =>
  report.targets.map((target) => (report.dryRun ? dryScreen(target) : targetScreen(target))).join('\n\n')

function targetScreen({ address, owned, verdicts, packets }: Target): string {
  const sent = packets.filter(({ way }) => way === 'sent').length
  const lines = [`${address} (${owned}): ${sent} packets sent, ${packets.length - sent} received`, '']
  for (const { probe, verdict, reason } of verdicts) {
    const [first = '', ...rest] = wrap(plainText(reason), WIDTH - INDENT)
    lines.push(`${probe.padEnd(4)}${MARK[verdict].padEnd(INDENT - 4)}${first}`)
    for (const line of rest) lines.push(`${' '.repeat(INDENT)}${line}`)
  }
  return lines.join('\n')
}

function dryScreen({ address, owned, packets }: Target): string {
  const lines = [`${address} (${owned}): nothing is sent. The first packets of each probe would be:`]
  for (const { transport, port, text } of packets)
    lines.push('', `→ ${port}/${transport}`, plainText(text.trimEnd()))
  return lines.join('\n')
}
