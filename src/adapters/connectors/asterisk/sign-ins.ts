import { asteriskSecurityEvent, type SecurityEvent } from '#core/calls'
import type { AmiMessage } from './ami-frames.ts'

/** Sign-ins older than this no longer explain a call. */
const MEMORY_MS = 30_000
const MOST = 5000

/** The sign-ins of the last moments: they know the address that the call they belong to does not tell. */
export interface SignIns {
  /** A security event of the manager interface as one of ours; null when it is something else, or our own. */
  take(m: AmiMessage, now: number): SecurityEvent | null
  /** Address of the session with this SIP Call-ID, '' when it was not seen. */
  bySession(session: string): string
  /** Address of the newest sign-in of an account. */
  byAccount(account: string, now: number): string
}

export function createSignIns(isOwn: (event: SecurityEvent) => boolean): SignIns {
  const sessions = new Map<string, { ip: string; account: string; at: number }>()
  return {
    take(m, now) {
      const name = m['Event'] ?? ''
      const at = Date.parse((m['EventTV'] ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
      const event = asteriskSecurityEvent(name, (key) => m[key] ?? '', Number.isNaN(at) ? now : at)
      if (!event || isOwn(event)) return null
      if (event.kind === 'sign-in' || event.kind === 'challenge') {
        sessions.delete(event.session)
        sessions.set(event.session, { ip: event.sourceIp, account: event.account, at: now })
        if (sessions.size > MOST) sessions.delete(sessions.keys().next().value as string)
      }
      return event
    },
    bySession: (session) => sessions.get(session)?.ip ?? '',
    byAccount(account, now) {
      let found = ''
      for (const one of sessions.values())
        if (one.account === account && now - one.at < MEMORY_MS) found = one.ip
      return found
    },
  }
}
