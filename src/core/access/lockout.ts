/** How many failures are free, and how the wait grows after them. Durations in milliseconds. */
interface Patience {
  readonly free: number
  readonly first: number
  readonly longest: number
  /** Silence after which earlier failures no longer count. */
  readonly forget: number
}

const minute = 60_000

// An account is guessed at from anywhere, so it locks early. An address may be a whole office behind one router. Waits stay
// short: whoever locks an account from outside must not keep its owner out on the night of a breach.
const patience = {
  account: { free: 5, first: 30_000, longest: 15 * minute, forget: 24 * 60 * minute },
  address: { free: 20, first: minute, longest: 15 * minute, forget: 60 * minute },
} as const satisfies Record<string, Patience>

export type Counted = keyof typeof patience

/** The failures of one account or one address. */
export interface Failures {
  readonly count: number
  readonly lastAt: number
  readonly lockedUntil: number | null
}

/** Adds one attempt. Null when it must not be made because the wait is not over. */
export function countAttempt(kind: Counted, before: Failures | null, now: number): Failures | null {
  const { free, first, longest, forget } = patience[kind]
  const lockedUntil = before?.lockedUntil ?? 0
  if (now < lockedUntil) return null
  const remembered = before !== null && now - Math.max(before.lastAt, lockedUntil) < forget
  const count = (remembered ? before.count : 0) + 1
  const over = count - free
  return {
    count,
    lastAt: now,
    lockedUntil: over < 0 ? null : now + Math.min(longest, first * 2 ** Math.min(over, 20)),
  }
}

/** No kind of failure counts longer than this: rows that are older may be deleted. */
export const longestMemory: number = patience.account.forget + patience.account.longest
