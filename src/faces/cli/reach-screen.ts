import type { ReachAnswer } from '#contract'
import { plainText } from '#core/kernel'

type Witness = NonNullable<ReachAnswer['witness']>

const WORDS = {
  always: 'ALWAYS: every packet of the question passes.',
  never: 'NEVER: no packet of the question passes.',
  conditional: 'CONDITIONAL: some pass, or the rules alone cannot say.',
} as const

/** A reach answer for people: the answer, the packet, its way through the rules. */
export function reachScreen(answer: ReachAnswer): string {
  const lines = [WORDS[answer.answer], '']
  if (answer.condition) lines.push(plainText(answer.condition), '')
  if (answer.witness) {
    lines.push(
      answer.answer === 'never' ? 'A packet that does not pass:' : 'A packet that passes:',
      `  ${packetText(answer.witness)}`,
    )
    lines.push(...wayOf(answer), '')
  }
  if (answer.counterexample) {
    lines.push('A packet that does not pass:', `  ${packetText(answer.counterexample)}`)
    for (const each of answer.counterDecidedBy.slice(0, 3))
      lines.push(`  ${place(each)}  ${plainText(each.rule)}`)
    lines.push('')
  }
  lines.push(...others(answer))
  for (const each of answer.unread.slice(0, 10))
    lines.push(`not read: ${place(each)}  ${plainText(each.text).slice(0, 60)} (${each.reason})`)
  for (const note of answer.notes) lines.push(`note: ${plainText(note)}`)
  return lines.join('\n').trimEnd()
}

const place = ({ file, line }: { file: string; line: number }): string => `${plainText(file)}:${line}`

function packetText(packet: Witness): string {
  const port = (value: number | null): string =>
    value === null ? '' : packet.family === 6 ? ` port ${value}` : `:${value}`
  const type = packet.icmpType === null ? '' : ` type ${packet.icmpType}`
  const by = packet.inInterface === null ? '' : `, arriving by ${plainText(packet.inInterface)}`
  return `${packet.proto}${type} from ${packet.src}${port(packet.sport)} to ${packet.dst}${port(packet.dport)}${by}`
}

/** One line a step; a firewall's name where it changes. */
function wayOf({ path }: ReachAnswer): string[] {
  const lines: string[] = []
  let firewall: string | null = null
  for (const step of path) {
    if (step.firewall !== firewall) lines.push(`  │ ${plainText(step.firewall)}`)
    firewall = step.firewall
    lines.push(`  ├ ${plainText(step.does)}`, `  │   ${place(step)}  ${plainText(step.rule)}`)
  }
  return lines
}

function others({ decidedBy, path }: ReachAnswer): string[] {
  const seen = new Set(path.map(place))
  const rest = decidedBy.filter((each) => !seen.has(place(each)))
  if (rest.length === 0) return []
  const shown = rest
    .slice(0, 10)
    .map((each) => `  ${each.does.padEnd(10)} ${place(each)}  ${plainText(each.rule)}`)
  const more = rest.length > shown.length ? [`  and ${rest.length - shown.length} more`] : []
  return ['Rules that decide the rest of the question:', ...shown, ...more, '']
}
