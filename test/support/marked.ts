import type { Actuator, ControlStore } from '../../src/core/response/index.ts'

/** The same methods, with `mark` called before and after each. */
export function marked<T extends Actuator | ControlStore>(
  object: T,
  names: readonly (keyof T)[],
  mark: () => void,
): T {
  const copy = { ...object }
  for (const name of names) {
    const method = object[name] as (...args: unknown[]) => Promise<unknown>
    copy[name] = (async (...args: unknown[]) => {
      mark()
      const result = await method(...args)
      mark()
      return result
    }) as T[typeof name]
  }
  return copy
}
