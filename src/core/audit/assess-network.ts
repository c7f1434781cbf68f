import type { Resource, Snapshot } from '#core/inventory'
import type { Ground, Matrix } from '#core/reach'
import { findExposures } from './exposures.ts'
import { readFreepbxFirewall } from './freepbx-firewall.ts'
import { findOpenings } from './openings.ts'
import { askZones } from './questions.ts'
import { findRuleFaults } from './rule-faults.ts'
import { firewallsOf } from './terrain.ts'

export interface Network {
  /** What the checks ask about. */
  readonly resources: readonly Resource[]
  /** Zones against zones; null where no zones are known. */
  readonly matrix: Matrix | null
}

/** What firewalls and zones tell: exposures, the thirteen standard questions, rules that never count. */
export function assessNetwork(ground: Ground, snapshot: Snapshot): Network {
  const segments = ground.zones === null ? null : askZones(ground)
  return {
    resources: [
      ...findExposures(ground, snapshot),
      ...findOpenings(ground, snapshot),
      ...findRuleFaults(firewallsOf(ground)),
      ...readFreepbxFirewall(ground),
      ...(segments?.resources ?? []),
    ],
    matrix: segments?.matrix ?? null,
  }
}
