import {
  type Case,
  fold,
  type Gate,
  gatesOf,
  type NextAct,
  nextAct,
  type Standing,
  type TaskStanding,
  tasksOf,
  type World,
} from '#core/handling'
import type { Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import type { HandlePorts } from './ports.ts'

/** Everything there is to know of an incident at this moment. */
export interface Situation extends Case {
  readonly standing: Standing
  readonly world: World
  readonly tasks: readonly TaskStanding[]
  readonly known: ReturnType<typeof tasksOf>['known']
  readonly gates: readonly Gate[]
  readonly next: NextAct | null
}

/** Throws `incident-not-handled` when nobody has opened it. */
export async function look(
  place: Place,
  id: string,
  ports: Pick<HandlePorts, 'store' | 'world'>,
): Promise<Situation> {
  const kept = await ports.store.load(place, id)
  if (!kept)
    throw new DomainError(
      'incident-not-handled',
      'There is no such incident being handled here',
      'Choose one of the list of incidents.',
    )
  const standing = fold(kept.entries)
  const world = await ports.world(kept.incident, standing)
  // One finding gave the incident its name; what its investigations found beside belongs to it.
  const accounts = [
    ...new Set([...kept.incident.accounts, ...world.found.flatMap((found) => found.accounts)]),
  ]
  const found = { ...kept, incident: { ...kept.incident, accounts } }
  const { tasks, known } = tasksOf(found, standing, world)
  const gates = gatesOf({ standing, world, tasks })
  const next = nextAct({ standing, world, playbook: found.playbook, tasks, gates, known })
  return { ...found, standing, world, tasks, known, gates, next }
}
