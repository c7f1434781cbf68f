import type { DialPlan, Resolved } from '#core/numbering'
import { type Leg, MAX_COMPARED, Trait } from './leg.ts'
import type { Call, Direction, Disposition, Entry } from './model.ts'
import { calleeSide, callerSide, inwardOf, numberOf, outwardOf } from './sides.ts'
import type { Whose } from './whose.ts'

/** The legs of a conversation that say what it was. */
interface Parts {
  startedAt: number
  endedAt: number
  running: boolean
  traits: number
  /** First leg whose caller stands outside. */
  arrival: Leg | null
  /** The leg that leaves the site, answered and longest of several. */
  leaving: Leg | null
  /** Answered by somebody of the site. */
  inside: Leg | null
  /** First leg placed by an account of the site. */
  origin: Leg | null
  /** Answered and longest, else first. */
  main: Leg
  /** Its id is the id of the conversation. */
  named: Leg | null
  forwardedBy: string
}

/** All legs of one conversation to one call. */
export function combine(head: Leg, plan: DialPlan, whose: Whose): Call {
  const parts = partsOf(head, plan)
  const direction = directionOf(parts, plan, whose)
  return direction === 'inbound' ? inbound(parts, plan, whose) : going(parts, direction, plan, whose)
}

function partsOf(head: Leg, plan: DialPlan): Parts {
  const parts: Parts = {
    startedAt: head.startedAt,
    endedAt: Number.NaN,
    running: false,
    traits: 0,
    arrival: null,
    leaving: null,
    inside: null,
    origin: null,
    main: head,
    named: null,
    forwardedBy: '',
  }
  for (let leg: Leg | null = head; leg !== null; leg = leg.next) take(parts, leg, head, plan)
  if (parts.running) parts.endedAt = Number.NaN
  return parts
}

function take(parts: Parts, leg: Leg, head: Leg, plan: DialPlan): void {
  takeTimes(parts, leg)
  if (leg.disposition === 'running') {
    if (leg !== head && endedElsewhere(leg, head)) return
    parts.running ||= !endedElsewhere(leg, head)
  }
  parts.traits |= leg.traits
  if (parts.forwardedBy === '') parts.forwardedBy = leg.forwardedBy
  if (leg.main && names(leg, parts.named)) parts.named = leg
  if (better(leg, parts.main)) parts.main = leg
  takeSides(parts, leg, plan)
}

function takeSides(parts: Parts, leg: Leg, plan: DialPlan): void {
  const caller = callerSide(leg, plan)
  const callee = calleeSide(leg, caller, plan)
  if (caller === 'trunk' && earlier(leg, parts.arrival)) parts.arrival = leg
  if (caller === 'phone' && earlier(leg, parts.origin)) parts.origin = leg
  if (callee === 'trunk' && (parts.leaving === null || better(leg, parts.leaving))) parts.leaving = leg
  if (callee === 'phone' && answered(leg) && (parts.inside === null || better(leg, parts.inside)))
    parts.inside = leg
}

function takeTimes(parts: Parts, leg: Leg): void {
  if (leg.startedAt < parts.startedAt) parts.startedAt = leg.startedAt
  if (!Number.isNaN(leg.endedAt) && !(parts.endedAt >= leg.endedAt)) parts.endedAt = leg.endedAt
}

const answered = (leg: Leg): boolean => leg.disposition === 'answered' || leg.disposition === 'running'
const earlier = (leg: Leg, other: Leg | null): boolean => other === null || leg.startedAt < other.startedAt

/** Without linkedid every leg has an id of its own: the first to start names the call, a Local channel's half last. */
function names(leg: Leg, other: Leg | null): boolean {
  if (other === null || leg.startedAt < other.startedAt) return true
  return leg.startedAt === other.startedAt && other.caller.kind === 'local' && leg.caller.kind !== 'local'
}

/** Answered before unanswered, longer before shorter, first come of equals. */
function better(leg: Leg, other: Leg): boolean {
  if (leg === other) return false
  if (leg.id === other.id && (leg.disposition === 'running') !== (other.disposition === 'running'))
    return other.disposition === 'running'
  if (answered(leg) !== answered(other)) return answered(leg)
  return leg.billableSeconds > other.billableSeconds
}

/** A later file may show the end of a call that an earlier one saw running. */
function endedElsewhere(leg: Leg, head: Leg): boolean {
  let left = MAX_COMPARED
  for (let other: Leg | null = head; other !== null && left > 0; other = other.next, left--)
    if (other.id === leg.id && other.disposition !== 'running') return true
  return false
}

function directionOf(parts: Parts, plan: DialPlan, whose: Whose): Direction {
  const { arrival, leaving, inside, main } = parts
  if (arrival !== null && leaving !== null) {
    // A mobile that rang along while a desk phone answered did not take the call out of the site.
    if (answered(leaving) || inside === null) return 'through'
  }
  if (main.direction === 'outbound' && whose.isSentOn(main)) return 'through'
  if (main.direction !== '') return main.direction
  if (arrival !== null) {
    // A number abroad is none of the site's own: a stranger tried to dial out and nothing answered.
    const stray = inside === null && !answered(arrival) && plan.resolve(arrival.dialled).international
    return stray ? 'outbound' : 'inbound'
  }
  // Out by a line that is named, from a caller who is not: nobody comes in by the line he goes out.
  if (leaving !== null) return whose.directionOf(leaving) === 'through' ? 'through' : 'outbound'
  return staying(parts, whose)
}

/** Of legs that name no line to the outside. */
function staying({ inside, origin, main }: Parts, whose: Whose): Direction {
  const leg = origin ?? main
  if (leg.callee.kind === 'endpoint' && leg.callee.internal) return 'internal'
  return inside !== null ? 'internal' : whose.directionOf(leg)
}

function going(parts: Parts, direction: Direction, plan: DialPlan, whose: Whose): Call {
  const { arrival, origin, main } = parts
  const leg = parts.leaving ?? origin ?? main
  const from = (direction === 'through' ? arrival : null) ?? origin ?? leg
  const to: Resolved = outwardOf(leg, plan)
  const entry = entryOf(parts, direction, leg)
  return {
    id: (parts.named ?? main).id,
    startedAt: parts.startedAt,
    answeredAt: leg.answeredAt,
    endedAt: parts.endedAt,
    billableSeconds: leg.billableSeconds,
    disposition: dispositionOf(parts, leg),
    direction,
    entry,
    account: accountOf(parts, direction, entry, leg, plan, whose),
    peer: to.e164,
    from: from.from,
    dialled: leg.dialled,
    trunk: parts.leaving === null ? '' : leg.callee.name,
    kind: to.kind,
    destination: to.destination,
    international: to.international,
    invalid: to.invalid,
    sourceIp: from.sourceIp || leg.sourceIp,
    userAgent: from.userAgent || leg.userAgent,
  }
}

function inbound(parts: Parts, plan: DialPlan, whose: Whose): Call {
  const first = parts.arrival ?? parts.main
  const leg = parts.inside ?? parts.main
  if (parts.inside?.callee.kind === 'endpoint') whose.noteRung(first.dialled, parts.inside.callee.name)
  const peer = inwardOf(first, plan)
  return {
    id: (parts.named ?? parts.main).id,
    startedAt: parts.startedAt,
    answeredAt: parts.main.answeredAt,
    endedAt: parts.endedAt,
    billableSeconds: parts.main.billableSeconds,
    disposition: dispositionOf(parts, parts.main),
    direction: 'inbound',
    entry: 'direct',
    account: calledAccount(parts, leg, first),
    peer: peer.e164,
    from: first.from,
    dialled: first.dialled,
    trunk: first.caller.name,
    kind: peer.kind,
    destination: peer.destination,
    international: peer.international,
    invalid: peer.invalid,
    sourceIp: first.sourceIp,
    userAgent: first.userAgent,
  }
}

const dispositionOf = (parts: Parts, leg: Leg): Disposition =>
  parts.running ? 'running' : leg.disposition === 'running' ? 'answered' : leg.disposition

function calledAccount(parts: Parts, leg: Leg, first: Leg): string {
  if (parts.inside?.callee.kind === 'endpoint') return parts.inside.callee.name
  if (leg.callee.kind === 'endpoint' && !leg.callee.trunk) return leg.callee.name
  if (first.callee.kind === 'local' && first.callee.internal) return first.callee.name
  return first.dialled || first.account
}

/** How an outbound leg came to be; `direct` for calls that somebody simply placed. */
function entryOf(parts: Parts, direction: Direction, leg: Leg): Entry {
  if (direction === 'through') {
    if (parts.traits & Trait.voicemail) return 'voicemail'
    if (parts.traits & Trait.disa) return 'disa'
    // Somebody of the site took the call first and sent it on.
    if (parts.inside !== null || leg.traits & Trait.transfer) return 'transfer'
    return 'forward'
  }
  if (direction !== 'outbound') return 'direct'
  const { origin } = parts
  const diverted =
    leg.caller.kind === 'local' && origin !== null && origin !== leg && origin.callee.kind === 'local'
  const elsewhere = diverted && origin.dialled !== leg.dialled && leg.caller.name !== numberOf(leg)
  return parts.forwardedBy !== '' || elsewhere ? 'forward' : 'direct'
}

function accountOf(
  parts: Parts,
  direction: Direction,
  entry: Entry,
  leg: Leg,
  plan: DialPlan,
  whose: Whose,
): string {
  if (entry === 'forward' || entry === 'transfer') {
    const diverting = divertingAccount(parts, leg, plan)
    if (diverting !== '') return diverting
  }
  if (entry === 'voicemail' || entry === 'disa') return boxOf(parts, leg, plan, whose)
  const { origin } = parts
  if (direction === 'through') return passedBy(parts, leg, whose)
  const placed = origin ?? leg
  const named = placed.caller.kind === 'endpoint' || placed.caller.internal ? placed.caller.name : ''
  return leg.account || placed.account || named || placed.from
}

/** Whom a call in and out again is put down to: a code, the line it came by, the telephone or number called, the caller. */
function passedBy({ arrival }: Parts, leg: Leg, whose: Whose): string {
  const line = leg.caller.kind === 'endpoint' ? leg.caller.name : ''
  const number = arrival !== null && arrival !== leg ? arrival.dialled : ''
  const called = whose.rungBy(number) || number
  return leg.account || arrival?.account || line || called || (arrival ?? leg).from
}

/** Who sent the call on: what the record says, the extension in the Local channel, who took it, what was dialled first. */
function divertingAccount(parts: Parts, leg: Leg, plan: DialPlan): string {
  const { arrival, inside, origin } = parts
  if (parts.forwardedBy !== '') return parts.forwardedBy
  if (leg.caller.kind === 'local' && leg.caller.internal) return leg.caller.name
  if (leg.caller.kind === 'endpoint' && leg.caller.internal) return leg.caller.name
  if (inside !== null) return inside.callee.name
  const first = arrival ?? origin
  if (first?.callee.kind === 'local' && first.callee.internal) return first.callee.name
  if (first && first !== leg && plan.isInternal(first.dialled)) return first.dialled
  return ''
}

/** The mailbox or extension somebody dialled through; else the code the record carries; else the line they came by. */
function boxOf(parts: Parts, leg: Leg, plan: DialPlan, whose: Whose): string {
  const first = parts.arrival
  if (parts.forwardedBy !== '') return parts.forwardedBy
  if (first && first !== leg && plan.isInternal(first.dialled)) return first.dialled
  if (leg.caller.kind === 'local' && leg.caller.internal) return leg.caller.name
  return passedBy(parts, leg, whose)
}
