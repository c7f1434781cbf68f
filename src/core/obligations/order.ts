import type { Decided } from './decided.ts'

/**
 * The order to tell: who must hear before others first (law enforcement with a hold, then what a rule puts before or
 * beside another), else by deadline, and what has none by its place in the content.
 */
export function inOrder(due: readonly Decided[]): Decided[] {
  const ids = new Set(due.map(({ rule }) => rule.id))
  const first = new Map<string, Set<string>>()
  const putBefore = (earlier: string, later: string): void => {
    if (ids.has(earlier) && ids.has(later)) first.set(later, (first.get(later) ?? new Set()).add(earlier))
  }
  for (const { rule, after } of due) {
    for (const later of [...(rule.before ?? []), ...(rule.notAfter ?? [])]) putBefore(rule.id, later)
    for (const earlier of after) putBefore(earlier, rule.id)
  }
  const waiting = [...due].sort((a, b) => atOf(a) - atOf(b))
  const done = new Set<string>()
  const ordered: Decided[] = []
  while (waiting.length > 0) {
    const free = waiting.findIndex(({ rule }) => [...(first.get(rule.id) ?? [])].every((id) => done.has(id)))
    // Rules that wait for each other in a circle would be a fault of the content: the deadline decides.
    const [next] = waiting.splice(Math.max(0, free), 1)
    if (!next) break
    done.add(next.rule.id)
    const earlier = [...(first.get(next.rule.id) ?? [])]
    ordered.push({ ...next, after: [...new Set([...next.after, ...earlier])] })
  }
  return ordered
}

const atOf = ({ due, rule }: Decided): number => {
  if (rule.hold) return Number.NEGATIVE_INFINITY
  return due.at ?? Number.MAX_SAFE_INTEGER
}
