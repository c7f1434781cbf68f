import type { ClosingJson, DeadRulesJson, DifferenceJson, MatrixJson } from '#contract'
import { plainText } from '#core/kernel'

type Cell = MatrixJson['cells'][number]
type Changed = DifferenceJson['opened'][number]

const MARK = { always: 'open', conditional: 'some', never: '·' } as const

/** One block a source: a line for each zone it may reach, a column for each service. */
export function matrixScreen({ zones, services, cells }: MatrixJson): string {
  const names = zones.map(({ name }) => plainText(name))
  const width = Math.max(...names.map((name) => name.length), 4)
  const numbers = services.map((_, n) => String(n + 1).padStart(5)).join('')
  const lines = services.map((service, n) => `${String(n + 1).padStart(3)} ${service}`)
  for (const from of names) {
    lines.push('', `from ${from}`, `  ${'to'.padEnd(width)}${numbers}`)
    for (const to of names.filter((name) => name !== from)) {
      const own = cells.filter((cell) => cell.from === from && cell.to === to)
      lines.push(`  ${to.padEnd(width)}${own.map(markOf).join('')}`)
    }
  }
  lines.push('', 'open: every packet passes; some: some do, or it depends; ·: none; –: no way')
  return lines.join('\n')
}

const markOf = ({ answer }: Cell): string => (answer === null ? '–' : MARK[answer]).padStart(5)

/** The rules that never count, each with those that see to it. */
export function deadScreen({ dead, rules, notAnalysed }: DeadRulesJson): string {
  const lines = [`${dead.length} of ${rules} rules never count.`]
  for (const { file, line, rule, chain, kind, because } of dead) {
    lines.push(
      '',
      `${kind.padEnd(12)} ${plainText(`${file}:${line}`)}  (${plainText(chain)})`,
      `  ${plainText(rule)}`,
    )
    for (const each of because)
      lines.push(`  ${each.does}s before: line ${each.line}  ${plainText(each.rule)}`)
  }
  if (notAnalysed.length > 0)
    lines.push('', `Too large to be looked at: ${notAnalysed.map(plainText).join(', ')}`)
  return lines.join('\n')
}

/** What a change of the rules opened and closed, with a packet of each. */
export function differenceScreen({ same, opened, closed, notes }: DifferenceJson): string {
  const lines = same ? ['The same packets pass.'] : []
  for (const each of opened) lines.push(...changedLines('OPENED: may pass now and could not before', each))
  for (const each of closed) lines.push(...changedLines('CLOSED: could pass before and cannot now', each))
  return [...lines, ...notes].join('\n').trimEnd()
}

function changedLines(title: string, { witness, before, after, packets }: Changed): string[] {
  const port = witness.dport === null ? '' : `:${witness.dport}`
  const by = (rules: Changed['before']): string =>
    rules[0] ? plainText(`${rules[0].file}:${rules[0].line}  ${rules[0].rule}`) : 'no rule'
  const boxes = packets.boxes.map((box) => {
    const parts = [
      box.proto,
      box.src && `from ${box.src}`,
      box.dst && `to ${box.dst}`,
      box.dport && `port ${box.dport}`,
    ]
    return `  ${parts.filter((part) => part !== null).join(' ') || 'everything'}`
  })
  return [
    title,
    ...boxes,
    ...(packets.complete ? [] : ['  and more']),
    `  for example ${witness.proto} from ${witness.src} to ${witness.dst}${port}`,
    `  before: ${by(before)}`,
    `  after:  ${by(after)}`,
    '',
  ]
}

/** Rules that close a gap, as they are typed, and what they change. */
export function closingScreen({ before, after, rules, changes, notes }: ClosingJson): string {
  const lines = [`Before: ${before}. With these rules: ${after}.`]
  for (const { firewall, file, chain, family, commands } of rules)
    lines.push(
      '',
      plainText(`On ${firewall} (IPv${family}), at the head of ${chain} of ${file}:`),
      ...commands.map((command) => `  ${plainText(command)}`),
    )
  if (changes) lines.push('', differenceScreen(changes))
  return [...lines, ...notes.map(plainText)].join('\n')
}
