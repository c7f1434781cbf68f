import pc from 'picocolors'
import type { ObligationReport, ObligationResult } from '#contract'
import { plainText } from '#core/kernel'
import { wrap } from './wrap.ts'

const WIDTH = 80
const MOST = 12
const QUESTIONS = 6

/** Who is to be told, in order; then the questions that settle the rest. */
export function obligationsScreen(report: ObligationReport, colour: boolean): string {
  const c = pc.createColors(colour)
  const { due, mayBeDue, notDue, questions, holds } = report
  const offered = mayBeDue.filter((each) => each.force === 'voluntary' && each.asks.length === 0)
  const lines = [
    '',
    ` ${c.bold(`${due.length} due, ${mayBeDue.length - offered.length} may be due, ${notDue.length} not due`)}`,
    '',
    ...due.slice(0, MOST).flatMap((each) => entry(each, c)),
    ...(due.length > MOST ? [c.dim(` and ${due.length - MOST} more; --json lists them`), ''] : []),
    ...holds.flatMap(({ text, until }) => block(c.yellow, `Hold${until ? ` until ${until}` : ''}: ${text}`)),
  ]
  if (questions.length > 0) {
    lines.push(` ${c.bold('What settles the rest')}`)
    for (const { question, settles } of questions.slice(0, QUESTIONS))
      lines.push(...block((text) => text, `${question} (${settles})`))
  }
  if (offered.length > 0)
    lines.push(
      ...block(c.dim, `Voluntary, worth considering: ${offered.map(({ title }) => title).join('; ')}`),
    )
  lines.push(...block(c.dim, report.notice))
  return `${lines.join('\n')}\n`
}

type Tone = (text: string) => string

const block = (tone: Tone, text: string): string[] => [
  ...wrap(plainText(text), WIDTH - 2).map((line) => tone(` ${line}`)),
  '',
]

function entry(each: ObligationResult, c: ReturnType<typeof pc.createColors>): string[] {
  const when = each.dueAt ?? (each.clockQuestion ? 'not known yet' : 'without delay')
  const doubt = each.unverified ? c.yellow('  rule not verified') : ''
  const wait =
    each.notBefore === undefined
      ? []
      : [c.yellow(`   not before ${each.notBefore ?? 'law enforcement allows it'}`)]
  return [
    ` ${c.bold(when.padEnd(25))}${plainText(each.title).slice(0, WIDTH - 27)}${doubt}`,
    ...wrap(plainText(each.recipient), WIDTH - 4).map((line) => `   ${line}`),
    c.dim(
      `   ${plainText(`${each.clockVia ? `from ${each.clockFrom} (${each.clockVia})` : `from ${each.clockFrom}`}, ${each.citation}`).slice(0, WIDTH - 4)}`,
    ),
    ...(each.clockQuestion ? [c.yellow(`   ${each.clockQuestion.slice(0, WIDTH - 4)}`)] : []),
    ...wait,
    '',
  ]
}
