import type { SecurityEvent, SecurityKind } from '../model.ts'
import type { Reader } from '../ports.ts'
import type { Format, ReaderContext } from './format.ts'
import { createLineReader } from './lines.ts'
import { createTimes, type Times } from './times.ts'

const EVENT = 'SecurityEvent="'
const NOTICE =
  /Request '([A-Z]+)' from '(?:"(?:[^"\\]|\\.)*" )?<?sips?:([^@>']*)@?[^']*' failed for '([^']+)' \(callid: ([^)]*)\) - (.+)$/
const OLD_NOTICE = /Registration from '(?:"[^"]*" ?)?<?sips?:([^@>']*)[^']*' failed for '([^']+)' - (.+)$/
const STAMP = /^\[(?:([A-Z][a-z]{2}) +(\d{1,2}) )?([\d-]* ?\d\d:\d\d:\d\d(?:\.\d+)?(?: ?[+-]\d{4})?)\]/

const KINDS: Readonly<Record<string, SecurityKind>> = {
  SuccessfulAuth: 'sign-in',
  ChallengeResponseFailed: 'sign-in-failed',
  InvalidPassword: 'sign-in-failed',
  InvalidAccountID: 'unknown-account',
  FailedACL: 'refused',
  ChallengeSent: 'challenge',
}
/** The password was right; only the account's list of contacts was full. */
const FULL = 'registrar_attempt_exceeds_maximum_configured_contacts'

export const asteriskSecurity: Format = {
  name: 'asterisk-security',
  recognise: ({ text }) =>
    text.includes(EVENT) ||
    /^\[[^\]]{8,40}\] (?:SECURITY|NOTICE|WARNING|VERBOSE|ERROR|DEBUG)\[\d+\]/m.test(text) ||
    /^\[[^\]]{8,40}\] Asterisk \S+ built by/m.test(text),
  open: openAsteriskSecurity,
}

function openAsteriskSecurity({ sink, zone }: ReaderContext): Reader {
  const times = createTimes(zone)
  return createLineReader({
    line(text, line) {
      const at = text.indexOf(EVENT)
      if (at < 0 && !text.includes(" failed for '")) return
      const event = at >= 0 ? eventOf(text, at, line, times) : noticeOf(text, line, times)
      if (event === null) return
      sink.row()
      if (typeof event === 'string') sink.reject(line, event)
      else sink.security(event)
    },
    reject(line, reason) {
      sink.row()
      sink.reject(line, reason)
    },
  })
}

/** `Name="value",…`: values hold neither quotes nor escapes that matter here. */
function attributeOf(text: string, from: number, name: string): string {
  const at = text.indexOf(`${name}="`, from)
  if (at < 0) return ''
  const begin = at + name.length + 2
  const end = text.indexOf('"', begin)
  return end < 0 ? '' : text.slice(begin, end)
}

function eventOf(text: string, from: number, line: number, times: Times): SecurityEvent | string | null {
  const attribute = (name: string): string => attributeOf(text, from, name)
  const event = asteriskSecurityEvent(
    attribute('SecurityEvent'),
    attribute,
    times.instant(attribute('EventTV')),
  )
  if (event === null) return null
  return Number.isNaN(event.at) ? 'the event has no usable time' : { ...event, line }
}

/** A security event of Asterisk by its attributes, from the log or the manager interface; null when it tells of no sign-in. */
export function asteriskSecurityEvent(
  name: string,
  attribute: (name: string) => string,
  at: number,
): SecurityEvent | null {
  const kind = KINDS[name]
  // Other events (load limits, memory limits, bad requests …) say nothing of who signs in.
  if (kind === undefined) return null
  const service = attribute('Service')
  const account = attribute('AccountID')
  return {
    at,
    kind: kindOf(kind, service, attribute('ACLName')),
    service,
    account: account === '<unknown>' ? '' : account,
    sourceIp: addressOf(attribute('RemoteAddress')),
    session: attribute('SessionID'),
    userAgent: '',
    line: 0,
  }
}

function kindOf(kind: SecurityKind, service: string, aclName: string): SecurityKind {
  if (kind === 'refused') return aclName === FULL ? 'contacts-full' : kind
  if (service !== 'AMI') return kind
  if (kind === 'sign-in') return 'admin-sign-in'
  return kind === 'sign-in-failed' || kind === 'unknown-account' ? 'admin-sign-in-failed' : kind
}

/** IPV4/UDP/192.0.2.66/5060 */
const addressOf = (text: string): string => text.split('/')[2] ?? ''

/** PJSIP tells the tried number of an unknown account here only. */
function noticeOf(text: string, line: number, times: Times): SecurityEvent | string | null {
  const m = NOTICE.exec(text)
  const old = m ? null : OLD_NOTICE.exec(text)
  if (!m && !old) return null
  const at = noticeTime(text, times)
  if (Number.isNaN(at)) return 'the notice has no usable time'
  const reason = (m ? m[5] : old?.[3]) ?? ''
  return {
    at,
    kind: /no matching (?:endpoint|peer)|username\/auth name mismatch/i.test(reason)
      ? 'unknown-account'
      : 'sign-in-failed',
    service: m ? 'PJSIP' : 'SIP',
    account: (m ? m[2] : old?.[1]) ?? '',
    sourceIp: ((m ? m[3] : old?.[2]) ?? '').replace(/^\[([^\]]*)\].*$/, '$1').replace(/^([^:]*):\d+$/, '$1'),
    session: m?.[4] ?? '',
    userAgent: '',
    line,
  }
}

/** `[2026-11-22 11:09:42.255]`; the old `[Nov 22 11:09:42]` names no year and cannot be placed. */
function noticeTime(text: string, times: Times): number {
  const m = STAMP.exec(text)
  return m && m[1] === undefined ? times.instant(m[3] as string) : Number.NaN
}
