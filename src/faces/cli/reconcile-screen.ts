import pc from 'picocolors'
import type { Reconciled } from '#contract'
import { moneyText, plainText } from '#core/kernel'
import { wrap } from './wrap.ts'

const WIDTH = 80
const MOST = 6

type Colours = ReturnType<typeof pc.createColors>

/** What each class says to a person, the worst first. */
const WORDS: Partial<Record<string, string>> = {
  'provider-only': 'billed, but the PBX made no such call',
  duplicate: 'billed twice',
  'over-duration': 'billed longer than the call was',
  'mis-rated': 'billed at another rate',
  'rewritten-number': 'billed under another number',
  currency: 'billed in another currency',
  'pbx-only': 'made, but not billed',
  credit: 'money back',
  matched: 'agree in everything',
}

/** The result on one screen of 80 columns. Strangers' text cannot move the cursor. */
export function reconcileScreen(result: Reconciled, colour: boolean): string {
  const c = pc.createColors(colour)
  const lines = [
    '',
    ` ${headline(result, c)}`,
    '',
    ...classes(result),
    ...findings(result, c),
    ...worst(result, c),
    ...footer(result, c),
  ]
  return `${lines.join('\n')}\n`
}

const count = (n: number): string => n.toLocaleString('en-US')

function headline({ classes: found, disputed, input }: Reconciled, c: Colours): string {
  const fine = (found.matched ?? 0) + (found.credit ?? 0)
  const odd = Object.values(found).reduce((sum, n) => sum + n, 0) - fine
  if (odd === 0)
    return c.bold(c.green(`The invoice agrees with the calls: ${count(input.invoiceLines)} lines`))
  const asked = disputed.micros > 0 ? `, ${moneyText(disputed)} to dispute` : ''
  return c.bold(c.red(`${count(odd)} of ${count(odd + fine)} entries do not agree${asked}`))
}

function classes({ classes: found, totals }: Reconciled): string[] {
  return Object.entries(WORDS).flatMap(([name, words = '']) => {
    const number = found[name as keyof typeof found]
    if (number === undefined) return []
    const sums = totals.flatMap((total) => {
      const micros = total.byClass[name as keyof typeof found]
      return micros === undefined ? [] : moneyText({ micros, currency: total.currency })
    })
    return ` ${count(number).padStart(9)}  ${words.padEnd(40)}${sums.join(' + ').padStart(24)}`
  })
}

function findings(result: Reconciled, c: Colours): string[] {
  return result.findings.flatMap(({ kind, title, reason }) => {
    const tone = kind === 'trunk-credentials' ? c.red : c.yellow
    return ['', ` ${c.bold(tone(title))}`, ...wrap(reason, WIDTH - 2).map((line) => ` ${line}`)]
  })
}

/** The differences that cost most. */
function worst({ differences, providerOnly }: Reconciled, c: Colours): string[] {
  const all = [
    ...differences.map(({ class: kind, invoiceLine, to, delta }) => ({ kind, invoiceLine, to, delta })),
    ...providerOnly.map(({ invoiceLine, to, amount }) => ({
      kind: 'provider-only',
      invoiceLine,
      to,
      delta: amount,
    })),
  ]
  const asked = all.flatMap((each) =>
    each.delta && each.delta.micros > 0 ? { ...each, delta: each.delta } : [],
  )
  if (asked.length === 0) return []
  asked.sort((a, b) => b.delta.micros - a.delta.micros)
  const shown = asked
    .slice(0, MOST)
    .map(
      ({ kind, invoiceLine, to, delta }) =>
        ` ${kind.padEnd(17)}line ${plainText(invoiceLine).slice(0, 20).padEnd(21)}${plainText(to).slice(0, 18).padEnd(19)}${moneyText(delta).padStart(16)}`,
    )
  const rest =
    asked.length > MOST ? [c.dim(` and ${count(asked.length - MOST)} more; --json lists them`)] : []
  return ['', ...shown, ...rest]
}

function footer({ clock, input }: Reconciled, c: Colours): string[] {
  const [shift = 0] = clock.shiftMinutes
  const off = shift === 0 && clock.skewSeconds === 0 ? '' : `, its clock ${ahead(shift, clock.skewSeconds)}`
  const lines = ['', c.dim(` Read ${count(input.invoiceLines)} lines and ${count(input.calls)} calls${off}`)]
  if (input.outsidePeriod > 0)
    lines.push(c.dim(` ${count(input.outsidePeriod)} calls of days the invoice does not span are left out`))
  const first = input.rejects[0]
  if (first) {
    const text = `${count(input.rejected)} rows could not be used, first ${first.file}:${first.line}: ${first.reason}`
    for (const line of wrap(plainText(text), WIDTH - 2)) lines.push(c.yellow(` ${line}`))
  }
  return lines
}

/** "8 h 00 min and 4 s behind". */
function ahead(minutes: number, seconds: number): string {
  const total = Math.round(minutes * 60 + seconds)
  const hours = Math.floor(Math.abs(total) / 3600)
  const parts = [
    hours > 0 ? `${hours} h` : '',
    Math.floor((Math.abs(total) % 3600) / 60) > 0 ? `${Math.floor((Math.abs(total) % 3600) / 60)} min` : '',
    Math.abs(total) % 60 > 0 ? `${Math.abs(total) % 60} s` : '',
  ].filter((part) => part !== '')
  return total === 0 ? 'right' : `${parts.join(' ')} ${total < 0 ? 'behind' : 'ahead'}`
}
