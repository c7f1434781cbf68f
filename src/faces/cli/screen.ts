import pc from 'picocolors'
import type { Verdict } from '#contract'
import { lengthText, moneyText, plainText, wallText, type Zone, zoneOf } from '#core/kernel'
import { sparkline } from './sparkline.ts'
import { cut, wrap } from './wrap.ts'

const WIDTH = 80
const MOST = 4
/** Where the second column begins. */
const INDENT = 12

type Colours = ReturnType<typeof pc.createColors>

/** The verdict on one screen of 80 columns. Strangers' text cannot move the cursor. */
export function verdictScreen(verdict: Verdict, colour: boolean): string {
  const c = pc.createColors(colour)
  const zone = zoneOf(verdict.site.timezone) ?? (zoneOf('UTC') as Zone)
  const time = (instant: string | null): string =>
    instant === null ? '–' : wallText(Date.parse(instant), zone)
  const lines = [
    '',
    ...wrap(plainText(verdict.headline), WIDTH - 2).map((line) => ` ${c.bold(tone(verdict, c)(line))}`),
    '',
    ...answers(verdict, c, time, zone.name),
    ...loss(verdict, c, time),
    ...accounts(verdict, c),
    ...destinations(verdict, c),
    ...sources(verdict, c, time),
    ...input(verdict, c, time),
  ]
  return `${lines.join('\n')}\n`
}

function tone(verdict: Verdict, c: Colours): (text: string) => string {
  if (verdict.verdict === 'breach') return c.red
  return verdict.verdict === 'suspicious' ? c.yellow : c.green
}

const row = (c: Colours, label: string, text: string): string => ` ${c.dim(label.padEnd(INDENT - 1))}${text}`

function answers(verdict: Verdict, c: Colours, time: (at: string | null) => string, zone: string): string[] {
  if (verdict.verdict === 'clear') return []
  const { low, likely, high, perMinuteNow, unratedCalls } = verdict.exposure
  const ended = verdict.ongoing ? c.red('still going on') : time(verdict.ended)
  const lines = [
    row(c, 'Began', `${time(verdict.began)}  ${c.dim(zone)}`),
    row(c, 'Ended', ended),
    row(c, 'Cost', `${c.bold(moneyText(likely))} likely, ${moneyText(low)} to ${moneyText(high)}`),
  ]
  const basis =
    verdict.exposure.perMinuteBasis === 'last-hour' ? c.dim(', the mean of the last full hour') : ''
  if (perMinuteNow.micros > 0)
    lines.push(row(c, 'Now', `${c.red(`${moneyText(perMinuteNow)} a minute`)}${basis}`))
  if (unratedCalls > 0)
    lines.push(row(c, '', c.yellow(`${unratedCalls} calls without a rate are not in these sums`)))
  if (verdict.rates.source === 'estimate') {
    lines.push(row(c, '', c.dim('An estimate from typical rates; --rates DECK.csv makes it exact')))
  }
  return lines
}

function loss(verdict: Verdict, c: Colours, time: (at: string | null) => string): string[] {
  const [first, last] = [verdict.curve[0], verdict.curve.at(-1)]
  if (!first || !last || last.likely.micros === 0) return []
  const width = WIDTH - INDENT - 1
  const points = verdict.curve.map((point) => ({ at: Date.parse(point.at), value: point.likely.micros }))
  const ends = time(first.at) + time(last.at).padStart(width - time(first.at).length)
  return ['', row(c, 'Loss', c.red(sparkline(points, width))), row(c, '', c.dim(ends))]
}

function accounts(verdict: Verdict, c: Colours): string[] {
  const shown = verdict.accounts.slice(0, MOST).flatMap((account) => {
    const sums = `${callsText(account.calls)}, ${lengthText(account.billableSeconds)}, ${moneyText(account.exposure)}`
    const reason = cut(plainText(account.reason), WIDTH - INDENT - 1)
    return [
      `${c.bold(cut(plainText(account.account), 24))}  ${sums}  ${c.dim(`${Math.round(account.score)} % sure`)}`,
      c.dim(reason),
    ]
  })
  return listed(c, 'Accounts', shown, verdict.accounts.length)
}

function destinations(verdict: Verdict, c: Colours): string[] {
  const shown = verdict.destinations
    .slice(0, MOST)
    .map(
      (to) =>
        `${plainText(to.prefix).padEnd(10)} ${to.country.padEnd(4)}${to.risk.padEnd(8)}${callsText(to.calls).padStart(12)}${moneyText(to.exposure).padStart(16)}`,
    )
  return listed(c, 'To', shown, verdict.destinations.length)
}

function sources(verdict: Verdict, c: Colours, time: (at: string | null) => string): string[] {
  const shown = verdict.sources
    .slice(0, MOST)
    .map(
      (from) =>
        `${plainText(from.ip).padEnd(16)} since ${time(from.firstSeen)}, ${countText(from.failed)} failed, ${countText(from.succeeded)} got in`,
    )
  return listed(c, 'From', shown, verdict.sources.length)
}

function listed(c: Colours, label: string, lines: readonly string[], total: number): string[] {
  if (lines.length === 0) return []
  const rest = total > MOST ? [row(c, '', c.dim(`and ${countText(total - MOST)} more`))] : []
  return ['', ...lines.map((line, i) => row(c, i === 0 ? label : '', line)), ...rest]
}

function input(verdict: Verdict, c: Colours, time: (at: string | null) => string): string[] {
  const { rows, calls, duplicates, rejected, securityEvents, from, to, rejects } = verdict.input
  const events = securityEvents > 0 ? `, ${countText(securityEvents)} security events` : ''
  const lines = [
    '',
    row(
      c,
      'Read',
      `${countText(rows)} rows, ${countText(calls)} calls${events}, ${countText(duplicates)} duplicates`,
    ),
    row(c, '', c.dim(`${time(from)} to ${time(to)}`)),
  ]
  const first = rejects[0]
  if (rejected > 0 && first) {
    const where = `${countText(rejected)} rows could not be used, first ${first.file}:${first.line}: ${first.reason}`
    lines.push(row(c, '', c.yellow(cut(plainText(where), WIDTH - INDENT - 1))))
  }
  return lines
}

const countText = (count: number): string => count.toLocaleString('en-US')
const callsText = (count: number): string => `${countText(count)} call${count === 1 ? '' : 's'}`
