import type { Call } from '../../src/core/calls/model.ts'

/** Plain outbound calls, numbered from `first`, one a second from 2026-03-01: the same number is always the same call. */
export function plainCalls(first: number, count: number): Call[] {
  return Array.from({ length: count }, (_, i) => plainCall(first + i))
}

export function plainCall(n: number, change: Partial<Call> = {}): Call {
  const startedAt = Date.UTC(2026, 2, 1) + n * 1000
  return {
    id: `${Math.floor(startedAt / 1000)}.${n}`,
    startedAt,
    answeredAt: startedAt + 4000,
    endedAt: startedAt + 64_000,
    billableSeconds: 60,
    disposition: 'answered',
    direction: 'outbound',
    entry: 'direct',
    account: String(1000 + (n % 200)),
    peer: `4930${String(n % 10_000_000).padStart(7, '0')}`,
    from: String(1000 + (n % 200)),
    dialled: `90114930${n % 10_000_000}`,
    trunk: 'carrier-a',
    kind: 'external',
    destination: 0,
    international: true,
    invalid: false,
    sourceIp: '192.0.2.7',
    userAgent: '',
    ...change,
  }
}
