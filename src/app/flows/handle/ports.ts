import type { CaseStore, Posture, Standing, World } from '#core/handling'
import type { Incident, Place } from '#core/incidents'
import type { Playbook } from '#core/playbooks'

/** What handling incidents needs of the world. */
export interface HandlePorts {
  readonly store: CaseStore
  /** The playbook a new incident is handled by. */
  readonly playbook: () => Promise<Playbook>
  readonly posture: (place: Place) => Promise<Posture>
  /** What can be seen of an incident now. */
  readonly world: (incident: Incident, standing: Standing) => Promise<World>
  readonly newId: () => string
  readonly now: () => number
  /** Something of this incident changed: whoever looks at it must hear. */
  readonly changed: (place: Place, id: string) => void
}
