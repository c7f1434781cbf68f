import type { Playbook } from '#core/playbooks'
import type { Standing } from './fold.ts'
import type { Gate } from './gates.ts'
import { isPassed } from './gates.ts'
import type { IncidentState } from './model.ts'
import { hindrances } from './move.ts'
import { isContaining, type TaskStanding } from './tasks.ts'
import type { World } from './world.ts'

/** The one thing to do now. */
export type NextAct =
  | { readonly kind: 'task'; readonly task: string; readonly step: number; readonly text: string }
  | { readonly kind: 'question'; readonly fact: string; readonly step: number; readonly text: string }
  | { readonly kind: 'state'; readonly to: IncidentState; readonly step: null; readonly text: string }
  | { readonly kind: 'gate'; readonly gate: string; readonly step: number; readonly text: string }

interface Situation {
  readonly standing: Standing
  readonly world: World
  readonly playbook: Playbook
  readonly tasks: readonly TaskStanding[]
  readonly gates: readonly Gate[]
  readonly known: ReadonlyMap<string, unknown>
}

/** Stopping the money first; then what is due first. Null when the incident is closed. */
export function nextAct(situation: Situation): NextAct | null {
  const { standing, tasks, gates } = situation
  if (standing.state === 'closed') return null
  const containing = first(tasks.filter(isContaining), situation)
  if (containing) return containing
  if (standing.state === 'open') {
    if (hindrances('contained', situation).length === 0)
      return { kind: 'state', to: 'contained', step: null, text: 'Say that it is contained' }
  }
  if (standing.state === 'contained' && hindrances('recovering', situation).length === 0)
    return { kind: 'state', to: 'recovering', step: null, text: 'Say that recovery has begun' }
  const task = first(byDue(tasks), situation)
  if (task) return task
  const gate = gates.find((one) => !isPassed(one))
  if (gate) return { kind: 'gate', gate: gate.id, step: gate.step, text: gate.toDo }
  return standing.state === 'recovering'
    ? { kind: 'state', to: 'closed', step: null, text: 'Close the incident' }
    : null
}

function first(tasks: readonly TaskStanding[], { playbook, known }: Situation): NextAct | null {
  for (const { task, stand } of tasks) {
    if (stand === 'begin') return { kind: 'task', task: task.id, step: task.step, text: task.title }
    const fact = stand === 'open' ? task.when.find((one) => !known.has(one)) : undefined
    if (fact !== undefined)
      return { kind: 'question', fact, step: task.step, text: playbook.facts[fact] ?? fact }
  }
  return null
}

const byDue = (tasks: readonly TaskStanding[]): TaskStanding[] =>
  [...tasks].sort((a, b) => (a.due ?? Number.POSITIVE_INFINITY) - (b.due ?? Number.POSITIVE_INFINITY))
