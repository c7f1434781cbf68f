import type { ProbeSetup, ProbeVerdict, Reply, Transport } from './model.ts'
import type { Wire } from './ports.ts'
import type { Severity } from './severity.ts'
import { ask, fresh, type Request } from './sip.ts'

export type Said = Omit<ProbeVerdict, 'probe' | 'packets'>

/** What a probe works with. */
export interface Bench {
  readonly wire: Wire
  readonly setup: ProbeSetup
  /** Where the system answered OPTIONS, the first found; null before P1 or when nothing did. */
  readonly signalling: { readonly transport: Transport; readonly port: number } | null
}

export const pass = (check: string | null, reason: string): Said => ({
  verdict: 'pass',
  severity: 'info',
  check,
  reason,
})
export const fail = (check: string | null, severity: Severity, reason: string): Said => ({
  verdict: 'fail',
  severity,
  check,
  reason,
})
export const quiet = (check: string | null, reason: string): Said => ({
  verdict: 'quiet',
  severity: 'info',
  check,
  reason,
})
export const notTried = (check: string | null, reason: string): Said => ({
  verdict: 'not-tried',
  severity: 'info',
  check,
  reason,
})

/** One request in a conversation of its own where the system answers; no replies where it does not. */
export async function once(
  { wire, setup, signalling }: Bench,
  method: string,
  user: string,
  from: string,
  extra: readonly string[] = [],
): Promise<{ readonly request: Request; readonly replies: readonly Reply[] }> {
  const request = { ...fresh(wire, method, user, from), extra }
  const at = signalling
  const talk = at && (await wire.open(at.transport, at.port))
  if (!at || !talk) return { request, replies: [] }
  try {
    return { request, replies: await ask(talk, request, setup, at.transport) }
  } finally {
    talk.close()
  }
}

export const finalOf = (replies: readonly Reply[]): Reply | null =>
  replies.find(({ status }) => status >= 200) ?? null

/** A name of the same length that nobody has. */
export const stranger = (wire: Wire, like: string | null): string =>
  `x${wire.random(Math.max(3, (like ?? '12345678').length - 1))}`.slice(
    0,
    Math.max(4, (like ?? '12345678').length),
  )
