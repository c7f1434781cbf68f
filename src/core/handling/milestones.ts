import type { Incident } from '#core/incidents'
import type { Money } from '#core/kernel'
import type { Standing } from './fold.ts'
import type { World } from './world.ts'

export interface Milestone {
  readonly id: 'first-sign' | 'first-alert' | 'first-act' | 'contained' | 'recovered'
  /** UTC milliseconds; null while it has not come. */
  readonly at: number | null
  /** What was lost by then; null when it is not known. */
  readonly lost: Money | null
}

/** The numbers of the look back: when each came, and what it had cost by then. */
export function milestonesOf(incident: Incident, standing: Standing, world: World): Milestone[] {
  const began = earliest([
    ...world.found.map((found) => found.began),
    ...[...standing.alerts.values()].map((alert) => alert.began),
    incident.exposure.micros > 0 ? incident.began : null,
  ])
  const noticed = earliest([
    standing.firstAlertAt,
    ...world.found.map(({ finishedAt }) => finishedAt),
    standing.opened.at,
  ])
  const acts = [
    ...world.controls.map((control) => control.verifiedAt),
    ...[...standing.tasks.values()].filter(({ status }) => status === 'done').map(({ at }) => at),
  ].filter((at) => at !== null && at >= standing.opened.at)
  const at = {
    'first-sign': began,
    'first-alert': noticed,
    'first-act': earliest(acts),
    contained: standing.entered.contained ?? null,
    recovered: standing.entered.closed ?? null,
  }
  return Object.entries(at).map(([id, when]) => ({
    id: id as Milestone['id'],
    at: when,
    lost: when === null ? null : lostBy(when, incident, world),
  }))
}

const earliest = (instants: readonly (number | null)[]): number | null => {
  const known = instants.filter((at) => at !== null)
  return known.length === 0 ? null : Math.min(...known)
}

/** By the loss curve of the investigation that found most; before its first point nothing was lost. */
function lostBy(at: number, { exposure }: Incident, { found }: World): Money | null {
  const best = found.toSorted((a, b) => b.likely.micros - a.likely.micros)[0]
  if (!best) return exposure.micros > 0 ? exposure : null
  const micros = best.curve.findLast((point) => point.at <= at)?.micros ?? 0
  return { micros, currency: best.likely.currency }
}
