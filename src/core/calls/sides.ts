import type { DialPlan, Resolved } from '#core/numbering'
import { type Leg, Trait } from './leg.ts'

/** Who stands at one side of a leg: an account of the site, a line to the outside, the PBX itself, or nobody. */
export type Side = 'phone' | 'trunk' | 'local' | 'none'

/** The caller's side. Evidence in order of weight: shape of the channel, the site's numbering, what was learned, context. */
export function callerSide(leg: Leg, plan: DialPlan): Side {
  const { caller } = leg
  if (caller.kind === 'local') return 'local'
  if (caller.kind === 'none') return 'none'
  if (!caller.trunk && (caller.internal || caller.phone)) return 'phone'
  if (caller.trunk || (leg.traits & Trait.inbound) !== 0) return 'trunk'
  if (caller.name === leg.from || leg.account !== '') return 'phone'
  if (leg.from !== '' && plan.isInternal(leg.from)) return 'phone'
  return (leg.traits & Trait.outbound) !== 0 ? 'phone' : 'trunk'
}

/** The side that was called. A line is known by being one, or by having been sent a number to dial. */
export function calleeSide(leg: Leg, caller: Side, plan: DialPlan): Side {
  const { callee } = leg
  if (callee.kind === 'local') return 'local'
  if (callee.kind === 'none') return 'none'
  if (callee.internal && !callee.trunk) return 'phone'
  if (callee.trunk) return 'trunk'
  if (callee.phone || callee.name === leg.dialled) return 'phone'
  if (isNumbered(leg) || callee.name === leg.caller.name) return 'trunk'
  if (caller === 'trunk') return 'phone'
  const { kind } = outwardOf(leg, plan)
  return kind === 'external' || kind === 'emergency' ? 'trunk' : 'phone'
}

/** The callee was sent a number to dial on. */
export const isNumbered = (leg: Leg): boolean => leg.target !== '' || (leg.traits & Trait.numbered) !== 0

/** The number that was really sent out: with a plus it is certain; behind `s` it is all there is; else what was dialled. */
export function numberOf(leg: Leg): string {
  const { target, dialled } = leg
  if (target === '') return dialled
  if (target.charCodeAt(0) === 43) return target
  const c = dialled.charCodeAt(dialled.length - 1)
  return c >= 48 && c <= 57 ? dialled : target
}

/** Where the number of the leg leads. */
export function outwardOf(leg: Leg, plan: DialPlan): Resolved {
  leg.outward ??= plan.resolve(numberOf(leg))
  return leg.outward
}

/** Who the caller is, as a line shows it. */
export function inwardOf(leg: Leg, plan: DialPlan): Resolved {
  leg.inward ??= plan.resolveCaller(leg.from)
  return leg.inward
}
