import type { Playbook } from './model.ts'

/** Where a task stands. `open`: whether it applies is not known yet. */
export type Stand = 'done' | 'begin' | 'waiting' | 'open' | 'not'

/** Where every task stands, by what is known of the breach and what is done. A task that does not apply holds up nobody. */
export function standOf(
  { tasks }: Playbook,
  known: Readonly<Record<string, boolean>>,
  done: ReadonlySet<string>,
): Map<string, Stand> {
  const applies = new Map(
    tasks.map(({ id, when }) => {
      if (when.length === 0 || when.some((fact) => known[fact] === true)) return [id, true] as const
      return [id, when.every((fact) => known[fact] === false) ? false : null] as const
    }),
  )
  return new Map(
    tasks.map(({ id, after }): [string, Stand] => {
      if (done.has(id)) return [id, 'done']
      if (applies.get(id) === false) return [id, 'not']
      if (applies.get(id) === null) return [id, 'open']
      const free = after.every((earlier) => done.has(earlier) || applies.get(earlier) === false)
      return [id, free ? 'begin' : 'waiting']
    }),
  )
}
