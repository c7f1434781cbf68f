import type { Control } from '#core/response'

/** A plan nobody approved. */
const PLAN_LASTS = 3_600_000

/** Its time is over, or somebody has said that it is to end. */
export function isDue({ state, ending, createdAt, expiresAt }: Control, now: number): boolean {
  if (ending !== null) return true
  return state === 'planned' ? now - createdAt >= PLAN_LASTS : expiresAt !== null && now >= expiresAt
}
