import type { DialPlan } from '#core/numbering'
import { combine } from './combine.ts'
import { createEndpoints } from './endpoint.ts'
import { createTraits, emptyLeg } from './leg.ts'
import type { Call, CallRecord } from './model.ts'
import { append, begin, fill, learn } from './stitch.ts'
import { createWhose } from './whose.ts'

/** Legs that are known to belong to one conversation → the call, as it would be read from records. */
export type Joiner = (legs: readonly [CallRecord, ...CallRecord[]]) => Call

/** For live events, where the PBX says what belongs together. Lines to the outside are learned from call to call. */
export function createJoiner(plan: DialPlan): Joiner {
  const endpoints = createEndpoints(plan)
  const traits = createTraits()
  const whose = createWhose(plan)
  return (records) => {
    const legs = records.map((record) => {
      const leg = emptyLeg()
      fill(leg, record, 0, 0, endpoints, traits)
      learn(leg, plan)
      whose.note(leg)
      return leg
    })
    const [head, ...rest] = legs as [(typeof legs)[0], ...typeof legs]
    begin(head)
    for (const leg of rest) append(head, leg)
    return combine(head, plan, whose)
  }
}
