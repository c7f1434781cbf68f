import type { Playbook } from './model.ts'

/** What the schema cannot say: every name leads somewhere, and no task waits for itself. Empty when all is well. */
export function checkPlaybook(playbook: Playbook): string[] {
  const ids = playbook.tasks.map(({ id }) => id)
  const steps = new Set(playbook.steps.map(({ number }) => number))
  const problems = ids.flatMap((id, i) => (ids.indexOf(id) === i ? [] : [`task "${id}" stands twice`]))
  for (const { id, step, after, when } of playbook.tasks) {
    if (!steps.has(step)) problems.push(`task "${id}": there is no step ${step}`)
    for (const earlier of after)
      if (!ids.includes(earlier)) problems.push(`task "${id}": there is no task "${earlier}" to come after`)
    for (const fact of when)
      if (!(fact in playbook.facts)) problems.push(`task "${id}": there is no fact "${fact}"`)
  }
  const sorted = inOrder(playbook)
  if (sorted.length < playbook.tasks.length) {
    const circle = ids.filter((id) => !sorted.some((task) => task.id === id))
    problems.push(`these tasks wait for each other: ${circle.join(', ')}`)
  }
  return problems
}

/** Tasks with all that comes before each in front of it; else as they are written. Tasks in a circle are missing. */
export function inOrder({ tasks }: Playbook): Playbook['tasks'] {
  const done = new Set<string>()
  const ordered: Playbook['tasks'] = []
  for (let left = [...tasks]; left.length > 0; ) {
    const next = left.find(({ after }) =>
      after.every((id) => done.has(id) || !tasks.some((t) => t.id === id)),
    )
    if (!next) break
    done.add(next.id)
    ordered.push(next)
    left = left.filter((task) => task !== next)
  }
  return ordered
}
