import pc from 'picocolors'
import type { AuditFinding, AuditReport } from '#contract'
import { plainText } from '#core/kernel'
import { wrap } from './wrap.ts'

const WIDTH = 80
const MOST = 12
const BAR = 20

const AREAS: Readonly<Record<AuditReport['areas'][number]['area'], string>> = {
  PW: 'Passwords',
  MFA: 'Second factor',
  FW: 'Firewall',
  SEG: 'Segmentation',
  VER: 'Firmware',
  ADM: 'Permissions',
  SIP: 'SIP exposure',
  MON: 'Monitoring',
}
const CAPS: Readonly<Record<string, string>> = {
  'open-control': 'a control interface is open to the Internet',
  'known-exploited': 'a version is installed that is being exploited',
  'default-credential': 'a default or guessable secret is in use',
  'open-toll': 'a caller without a secret can reach an outside line',
}

type Colours = ReturnType<typeof pc.createColors>

/** The score and the worst findings, in 80 columns. Strangers' text cannot move the cursor. */
export function auditScreen(report: AuditReport, colour: boolean): string {
  const c = pc.createColors(colour)
  const failed = report.findings.filter(({ status }) => status === 'fail')
  const lines = ['', ...headline(report, c), '', ...areaLines(report, c)]
  const groups = byCheck(failed)
  for (const [finding, ...others] of groups.slice(0, MOST))
    if (finding) lines.push('', ...findingLines(finding, others, c))
  if (groups.length > MOST)
    lines.push('', ` ${c.dim(`${groups.length - MOST} more checks fail: --json shows all`)}`)
  lines.push('', ...readLines(report, c))
  return `${lines.join('\n')}\n`
}

function headline(report: AuditReport, c: Colours): string[] {
  if (report.score === null)
    return [` ${c.bold('Nothing could be assessed: no file here is one that Ringfence knows.')}`]
  const tone = report.score < 50 ? c.red : report.score < 80 ? c.yellow : c.green
  const lines = [
    ` ${c.bold(tone(`Score ${report.score} of 100`))}, ${report.coverage} % of the checks could be assessed`,
  ]
  const caps = [...new Set(report.caps.map(({ cap }) => cap))]
  for (const cap of caps)
    lines.push(...wrap(`Held at 39: ${CAPS[cap] ?? cap}.`, WIDTH - 2).map((line) => ` ${line}`))
  if (caps.length > 0) lines.push(` ${c.dim(`Without that it would be ${report.scoreWithoutCaps}.`)}`)
  return lines
}

function areaLines(report: AuditReport, c: Colours): string[] {
  return report.areas.map(({ area, score, assessed, checks, failed }) => {
    const name = AREAS[area].padEnd(14)
    if (score === null) return ` ${name} ${c.dim('not assessed')}`
    const filled = Math.round((score / 100) * BAR)
    const bar = `${'█'.repeat(filled)}${c.dim('░'.repeat(BAR - filled))}`
    return ` ${name} ${bar} ${String(score).padStart(3)}  ${c.dim(`${failed} of ${assessed} fail, ${checks - assessed} not assessed`)}`
  })
}

function findingLines(finding: AuditFinding, others: readonly AuditFinding[], c: Colours): string[] {
  const tone = finding.severity === 'critical' ? c.red : finding.severity === 'high' ? c.yellow : c.dim
  const indented = (text: string): string[] => wrap(plainText(text), WIDTH - 4).map((line) => `   ${line}`)
  const { evidence } = finding
  return [
    ` ${tone(finding.severity.padEnd(8))} ${c.dim(finding.check)}`,
    ...indented(finding.reason),
    ...(evidence ? [`   ${c.dim(plainText(`${evidence.file}:${evidence.line}: ${evidence.text}`))}`] : []),
    ...(others.length > 0 ? indented(`So with ${others.length} more: ${namesOf(others)}.`) : []),
    ...indented(`Fix: ${finding.fix}`),
    ...(finding.control ? [`   ${c.dim(plainText(commandOf(finding.control)))}`] : []),
  ]
}

/** On a connected system the fix can be made; whole on one line, so that it can be copied. */
const commandOf = ({ kind, target }: NonNullable<AuditFinding['control']>): string =>
  `Or, where it is connected: ringfence contain --${kind} '${target.replaceAll("'", "'\\''")}'`

/** Findings that say the same of several resources stand together. */
function byCheck(findings: readonly AuditFinding[]): AuditFinding[][] {
  const groups = new Map<string, AuditFinding[]>()
  for (const finding of findings) {
    const key = `${finding.check} ${finding.severity}`
    const group = groups.get(key) ?? []
    group.push(finding)
    groups.set(key, group)
  }
  return [...groups.values()]
}

const SOME = 6

function namesOf(findings: readonly AuditFinding[]): string {
  const names = findings.slice(0, SOME).map(({ resource }) => resource.slice(resource.indexOf(' ') + 1))
  return findings.length > SOME ? `${names.join(', ')} …` : names.join(', ')
}

function readLines(report: AuditReport, c: Colours): string[] {
  const { files, ignored, problems } = report.input
  const lines = [` ${c.dim(`${files} files, ${files - ignored.length} of them read`)}`]
  for (const { file, line, reason } of problems.slice(0, 3))
    lines.push(` ${c.yellow(plainText(`${file}:${line}: ${reason}`))}`)
  if (problems.length > 3) lines.push(` ${c.yellow(`${problems.length - 3} more lines could not be read`)}`)
  return lines
}
