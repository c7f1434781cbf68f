import { z } from 'zod'
import type { LiveEvent, SecurityEvent, SecurityKind } from '#core/calls'
import type { Calls } from './calls.ts'

/** What configurations push through evapi: the kit's events, and the usual words of others. */
const Event = z.object({
  event: z.string(),
  /** The kit escapes texts that phones choose. */
  escaped: z.number().optional(),
  callid: z.string().default(''),
  user: z.string().default(''),
  /** As dialled; only the kit tells. */
  to: z.string().optional(),
  ip: z.string().default(''),
  ua: z.string().default(''),
  code: z.number().optional(),
  unknown: z.number().optional(),
  /** Seconds since 1970. */
  ts: z.number().optional(),
})
type Event = z.output<typeof Event>

const REFUSED = /^(user|dest)-blocked$|^(banned|pike)-|^refused$/
const UNKNOWN_USER = -3
/** A clock that is wrong by more than this is not believed. */
const DRIFT_MS = 5000

export interface EventTools {
  readonly calls: Calls
  readonly emit: (event: LiveEvent) => void
  readonly now: () => number
  /** A call was told of with too little: the list of calls knows the rest. */
  readonly look: () => void
}

/** Makes live events of one message. What is something else, a configuration may push for others. */
export function takeEvent(text: string, tools: EventTools): void {
  const event = parsed(text)
  if (!event) return
  const told = (event.ts ?? 0) * 1000
  const at = Math.abs(told - tools.now()) < DRIFT_MS ? Math.round(told) : tools.now()
  callEvent(event, at, tools)
  const kind = signInKind(event)
  if (kind) tools.emit({ type: 'sign-in', at, event: signIn(event, kind, at) })
}

function callEvent(event: Event, at: number, { calls, look }: EventTools): void {
  const { callid: callId } = event
  if (event.event === 'call-new' && event.to !== undefined)
    calls.begin({
      callId,
      account: event.user,
      dialled: event.to,
      sourceIp: event.ip,
      userAgent: event.ua,
      startedAt: at,
      answeredAt: Number.NaN,
    })
  else if (event.event === 'call-start' || event.event === 'call-new') {
    if (!calls.answer(callId, at)) look()
  } else if (event.event === 'call-end' || event.event === 'call-failed') calls.end(callId, at)
}

function signInKind({ event, code, unknown }: Event): SecurityKind | null {
  if (event === 'call-new') return 'sign-in'
  if (event === 'auth-failed')
    return unknown === 1 || code === UNKNOWN_USER ? 'unknown-account' : 'sign-in-failed'
  return REFUSED.test(event) ? 'refused' : null
}

const signIn = (event: Event, kind: SecurityKind, at: number): SecurityEvent => ({
  at,
  kind,
  service: 'SIP',
  account: event.user,
  sourceIp: event.ip,
  session: event.callid,
  userAgent: event.ua,
  line: 0,
})

function parsed(text: string): Event | null {
  try {
    // Kamailio's own escaping makes \' of an apostrophe, which JSON does not know.
    const event = Event.parse(JSON.parse(text.replaceAll("\\'", "'")))
    return event.escaped ? unescaped(event) : event
  } catch {
    return null
  }
}

const unescaped = (event: Event): Event => ({
  ...event,
  callid: plain(event.callid),
  user: plain(event.user),
  ip: plain(event.ip),
  ua: plain(event.ua),
  ...(event.to === undefined ? {} : { to: plain(event.to) }),
})

function plain(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
