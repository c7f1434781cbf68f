import { DomainError } from '#core/kernel'
import type { Standing } from './fold.ts'
import { type Gate, isPassed } from './gates.ts'
import type { IncidentState } from './model.ts'
import { isContaining, type TaskStanding } from './tasks.ts'
import type { World } from './world.ts'

/** Which states may follow each. */
export const ways: Readonly<Record<IncidentState, readonly IncidentState[]>> = {
  open: ['contained'],
  contained: ['recovering', 'open'],
  recovering: ['closed', 'open'],
  closed: ['open'],
}

/** The last step that comes before repairing: whoever has a second way in watches you close the first. */
const ISOLATE = 2

/** What stands in the way of a move, each with what to do; nothing when it may be made. */
export function hindrances(
  to: IncidentState,
  {
    tasks,
    gates,
    world,
  }: { readonly tasks: readonly TaskStanding[]; readonly gates: readonly Gate[]; readonly world: World },
): string[] {
  if (to === 'contained') return notContained(tasks, world)
  if (to === 'recovering')
    return tasks
      .filter(({ task, stand }) => task.step <= ISOLATE && stand !== 'done' && stand !== 'not')
      .map(({ task }) => `“${task.title}” comes first.`)
  if (to === 'closed')
    return gates.filter((gate) => !isPassed(gate)).map(({ reason, toDo }) => `${reason} ${toDo}`)
  return []
}

/** Throws when there is no way to that state, or something stands in it. */
export function move(
  standing: Standing,
  to: IncidentState,
  situation: Parameters<typeof hindrances>[1],
): void {
  if (!ways[standing.state].includes(to))
    throw new DomainError(
      'incident-state',
      `An incident that is ${standing.state} cannot become ${to}`,
      'Look at the page again: somebody may have been faster.',
    )
  const wrong = hindrances(to, situation)
  const closing = to === 'closed'
  if (wrong.length > 0)
    throw new DomainError(
      closing ? 'gates-unsatisfied' : 'not-yet',
      closing ? `It cannot be closed: ${wrong.join(' ')}` : `Not ${to} yet: ${wrong.join(' ')}`,
      to === 'closed'
        ? 'See to each, or have two people override it with a reason, which the report prints.'
        : 'Do what is named, then try again.',
    )
}

function notContained(tasks: readonly TaskStanding[], world: World): string[] {
  const wrong: string[] = []
  if ((world.live?.running ?? 0) > 0) wrong.push('Bad calls are up at this moment; hang them up.')
  for (const { task, stand } of tasks.filter(isContaining)) {
    if (stand === 'open') wrong.push(`Answer whether this applies: “${task.title}”.`)
    else if (stand !== 'done' && stand !== 'not') wrong.push(`“${task.title}” is not done.`)
  }
  return wrong
}
