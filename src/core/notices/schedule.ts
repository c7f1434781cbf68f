import type { Zone } from '#core/kernel'
import type { Severity, Stage } from './model.ts'
import type { NoticePlan, Stakeholder } from './plan.ts'

const MINUTE = 60_000
const DAY = 86_400_000
/** Whoever was reminded three times has decided. */
const MOST_REMINDERS = 3
/** News of one attack is gathered for so long before people hear of it again. */
const GATHER = 15 * MINUTE

/** How far the telling of an incident is. Instants are UTC milliseconds. */
export interface Progress {
  readonly severity: Severity
  readonly firstAt: number
  readonly updateAt: number
  readonly acknowledgedAt: number | null
  readonly closedAt: number | null
  /** Steps of the escalation that were taken. */
  readonly escalated: number
  /** Reminders since the last update. */
  readonly reminded: number
  /** Since when there is news that nobody was told; null when there is none. */
  readonly newsAt: number | null
}

export const nextUpdateAt = (plan: Pick<NoticePlan, 'updateMinutes'>, progress: Progress): number =>
  progress.updateAt + plan.updateMinutes[progress.severity] * MINUTE

export interface Due {
  /** Whom the next steps of the escalation ask, in order. */
  readonly escalations: readonly (readonly Stakeholder[])[]
  readonly reminder: boolean
  readonly update: boolean
}

/** What must be done about one incident now. */
export function dueNow(plan: NoticePlan, progress: Progress, now: number): Due {
  if (progress.closedAt !== null) return { escalations: [], reminder: false, update: false }
  const steps = [...plan.escalation].sort((a, b) => a.afterMinutes - b.afterMinutes)
  const escalations =
    progress.acknowledgedAt === null
      ? steps
          .filter(({ afterMinutes }) => progress.firstAt + afterMinutes * MINUTE <= now)
          .slice(progress.escalated)
          .map(({ to }) => to)
      : []
  const every = plan.updateMinutes[progress.severity] * MINUTE
  return {
    escalations,
    reminder:
      progress.reminded < MOST_REMINDERS && progress.updateAt + (progress.reminded + 1) * every <= now,
    update: progress.newsAt !== null && progress.updateAt + GATHER <= now,
  }
}

const WAITING: ReadonlySet<Stage> = new Set(['update', 'closure', 'drift', 'spend', 'firmware'])

/** When a notice may leave: updates, closures, news of an audit, a budget and firmware wait for the end of the quiet hours, what is urgent never does. */
export function leavesAt(quiet: NoticePlan['quiet'], stage: Stage, zone: Zone, now: number): number {
  if (quiet === null || !WAITING.has(stage)) return now
  const wall = now + zone.offsetAt(now)
  const day = Math.floor(wall / DAY) * DAY
  const [from, to] = [minutes(quiet.from), minutes(quiet.to)]
  const minute = Math.floor((wall - day) / MINUTE)
  const isQuiet = from <= to ? minute >= from && minute < to : minute >= from || minute < to
  if (!isQuiet) return now
  return zone.toUtc(day + to * MINUTE + (minute < to ? 0 : DAY))
}

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** Half a minute, one, two … a quarter of an hour; given up after a day. Null: it is over. */
export function nextAttemptAt(attempts: number, first: number, now: number, retryAfterMs = 0): number | null {
  if (now - first >= DAY) return null
  return now + Math.max(Math.min(30_000 * 2 ** (attempts - 1), 15 * MINUTE), Math.min(retryAfterMs, DAY))
}

/** After so many attempts the next way of the same person is tried too, while this one goes on. */
export const TRY_NEXT_WAY_AFTER = 3
