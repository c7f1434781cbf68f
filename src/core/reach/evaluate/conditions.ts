import type { Position } from '../model.ts'
import type { Algebra, PacketSet } from '../sets/index.ts'
import { all, conditionVariable, none } from '../sets/index.ts'

/** Something headers do not decide, and the first rule that asks it. */
export interface Condition {
  readonly text: string
  readonly at: Position | null
}

export type Conditions = ReturnType<typeof createConditions>

/** Each condition is a variable of its own: rules that ask the same of a packet get the same answer. */
export function createConditions(algebra: Algebra) {
  const list: Condition[] = []
  const known = new Map<string, number>()
  return {
    list: list as readonly Condition[],
    /** With `own` the answer is anew at every place: a rate limit has room now or not. */
    holds(text: string, at: Position | null, own: boolean): PacketSet {
      const key = own && at ? `${at.file}:${at.line}:${text}` : text
      let index = known.get(key)
      if (index === undefined) {
        index = list.length
        known.set(key, index)
        list.push({ text, at })
      }
      return algebra.node(conditionVariable(index), none, all)
    },
  }
}
