import type { Incident } from '#core/incidents'
import type { Standing } from './fold.ts'
import type { World } from './world.ts'

export interface Known {
  readonly value: boolean
  /** `state`: Ringfence sees it itself. What a person says goes before, unless they said no and it was seen since. */
  readonly from: 'person' | 'state'
}

const forwarding = new Set(['call-forward', 'voicemail-or-disa'])

/** The facts of the breach: what people said, and what Ringfence sees by itself. What neither says is not there. */
export function know(incident: Incident, standing: Standing, world: World): Map<string, Known> {
  const seen = new Map<string, boolean>()
  const kinds = [incident.kind, ...world.found.flatMap((found) => found.kinds)]
  const alerts = [...standing.alerts.values()]
  if (world.live) seen.set('ongoing', world.live.running > 0)
  else if (world.found.length > 0)
    seen.set(
      'ongoing',
      world.found.some(({ ongoing }) => ongoing),
    )
  if (incident.accounts.length + alerts.length > 0) seen.set('accounts', incident.accounts.length > 0)
  if (standing.reconciled) {
    seen.set('invoice', true)
    seen.set('trunk', standing.reconciled.providerOnly > 0)
  } else if (kinds.includes('trunk-credentials')) seen.set('trunk', true)
  if (kinds.includes('admin-compromise')) seen.set('admin', true)
  if (kinds.some((kind) => forwarding.has(kind))) seen.set('forwarding', true)
  const known = new Map<string, Known>()
  for (const [fact, value] of seen) known.set(fact, { value, from: 'state' })
  for (const [fact, { value, at }] of standing.answers) {
    const refuted = !value && seen.get(fact) === true && at < standing.learnedAt
    if (!refuted) known.set(fact, { value, from: 'person' })
  }
  return known
}
