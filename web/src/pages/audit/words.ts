import type { AuditFinding, AuditView } from '#contract'
import type { Tone } from '../../words.ts'

type Status = AuditFinding['status']
type Severity = AuditFinding['severity']

export const areaWords: Readonly<Record<AuditFinding['area'], string>> = {
  PW: 'Passwords',
  MFA: 'Second factors',
  FW: 'Firewall',
  SEG: 'Separate networks',
  VER: 'Versions',
  ADM: 'Administration',
  SIP: 'Calls and accounts',
  MON: 'Logs and alarms',
}

export const severityWords: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Note',
}
export const severityOrder: readonly string[] = Object.keys(severityWords)

export const statusWords: Readonly<Record<Status, string>> = {
  fail: 'Fails',
  manual: 'Asks a person',
  'not-assessed': 'Not assessed',
  pass: 'Passes',
}

/** A check that was not assessed never looks like one that passed. */
export const statusTone = (status: Status): Tone =>
  status === 'fail' ? 'watch' : status === 'pass' ? 'safe' : 'unknown'

export const severityTone = (severity: Severity): Tone =>
  severity === 'low' || severity === 'info' ? 'unknown' : 'watch'

export const doorWords: Readonly<Record<AuditView['doors'][number]['cap'], string>> = {
  'open-control': 'Control of the system is open',
  'known-exploited': 'A weakness that is being used by intruders',
  'default-credential': 'A password the maker ships',
  'open-toll': 'Strangers can call out at your cost',
}

export const effortWords = { minutes: 'minutes', hours: 'hours', days: 'days' } as const

export const answerWords = {
  always: 'Gets there',
  conditional: 'In some cases',
  never: 'Is kept out',
  none: 'No way between them',
} as const
export type AnswerWord = keyof typeof answerWords

export const answerTone = (answer: AnswerWord): Tone =>
  answer === 'never' ? 'safe' : answer === 'none' ? 'unknown' : 'watch'

/** "site.tgz, edge.rules and 3 more". */
export function namesWords(names: readonly string[]): string {
  if (names.length <= 3) return names.join(', ')
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
}
