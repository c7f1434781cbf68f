import { z } from 'zod'

/** A framework and which checks answer which of its requirements. Written apart from the checks, which know none. */
export const Framework = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Edition that the requirements were read in, and how sure that is. */
  edition: z.string(),
  requirements: z.array(
    z.strictObject({ id: z.string(), title: z.string(), checks: z.array(z.string()).min(1) }),
  ),
})
export type Framework = z.output<typeof Framework>

/** A requirement that a check answers, in part at least. */
export interface Requirement {
  readonly framework: string
  readonly id: string
  readonly title: string
}

/** Requirements by check. */
export function requirementsByCheck(
  frameworks: readonly Framework[],
): ReadonlyMap<string, readonly Requirement[]> {
  const found = new Map<string, Requirement[]>()
  for (const { name, requirements } of frameworks)
    for (const { id, title, checks } of requirements)
      for (const check of checks)
        found.set(check, [...(found.get(check) ?? []), { framework: name, id, title }])
  return found
}
