import { type Stand, standOf, type Task } from '#core/playbooks'
import { type Checked, check } from './check.ts'
import type { Settled, Standing } from './fold.ts'
import { type Known, know } from './know.ts'
import type { Case } from './model.ts'
import type { World } from './world.ts'

/** One task of an incident and where it stands. */
export interface TaskStanding {
  readonly task: Task
  /** `open`: whether it applies is not known; `not`: it does not. */
  readonly stand: Stand
  /** What a person attested. */
  readonly settled: Settled | null
  readonly checked: Checked | null
  readonly assignee: string | null
  /** UTC milliseconds; null when it has no term. */
  readonly due: number | null
  /** Titles of what must come first. */
  readonly waitsFor: readonly string[]
  readonly files: number
}

const MINUTE = 60_000

/** Every task of the playbook, in its order: done when somebody attested it or Ringfence sees it. */
export function tasksOf(
  { incident, playbook }: Case,
  standing: Standing,
  world: World,
): { readonly tasks: readonly TaskStanding[]; readonly known: ReadonlyMap<string, Known> } {
  const known = know(incident, standing, world)
  const checks = new Map(playbook.tasks.map((task) => [task.id, check(task, { incident, standing, world })]))
  const done = new Set(
    playbook.tasks
      .filter(({ id }) => standing.tasks.has(id) || checks.get(id)?.done === true)
      .map(({ id }) => id),
  )
  const values = Object.fromEntries([...known].map(([fact, { value }]) => [fact, value]))
  const stands = standOf(playbook, values, done)
  const titles = new Map(playbook.tasks.map(({ id, title }) => [id, title]))
  const tasks = playbook.tasks.map(
    (task): TaskStanding => ({
      task,
      stand: stands.get(task.id) ?? 'open',
      settled: standing.tasks.get(task.id) ?? null,
      checked: checks.get(task.id) ?? null,
      assignee: standing.assigned.get(task.id) ?? null,
      due: task.within === undefined ? null : standing.opened.at + task.within * MINUTE,
      waitsFor: task.after
        .filter((id) => !done.has(id) && stands.get(id) !== 'not')
        .map((id) => titles.get(id) ?? id),
      files: standing.files.filter((file) => file.task === task.id).length,
    }),
  )
  return { tasks, known }
}

/** What keeps the calls from going on: tasks of the first step for which there is a control. */
export const isContaining = ({ task }: TaskStanding): boolean => task.step === 1 && task.control !== undefined
