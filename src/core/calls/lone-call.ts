import type { DialPlan } from '#core/numbering'
import { type Endpoint, NOBODY } from './endpoint.ts'
import { createLed, factsOf, type Led } from './led.ts'
import { directions, dispositions } from './model.ts'
import type { KnownNumber, NumberBook } from './number-book.ts'
import { D, I, ID, type Waiting } from './waiting.ts'
import type { Whose } from './whose.ts'

/** A call of one row in numbers, ready for a batch: see batch.ts for what they mean. One object is filled again and again. */
export interface LoneCall {
  startedAt: number
  from: number
  dialled: number
  ring: number
  billable: number
  duration: number
  /** Positions in `directions` and `dispositions`. */
  direction: number
  disposition: number
  /** The account code of the record; '' where the call is put down to `owner`. */
  account: string
  owner: Endpoint
  /** The trunk; NOBODY for a call within the site. */
  trunk: Endpoint
  sourceIp: string
  /** What was dialled to reach the site, as text; '' for a call that did not come in. */
  calledNumber: string
  /** Who stands at the other end: E.164 as a number, and what led.ts tells of it. */
  peer: number
  facts: number
  file: number
  /** The id, as ASCII. */
  bytes: Uint8Array
  idFrom: number
  idEnd: number
}

const [OUTBOUND, INBOUND, INTERNAL] = directions.map((_, n) => n) as [number, number, number]
const ANSWERED = dispositions.indexOf('answered')

interface Known {
  readonly plan: DialPlan
  readonly waiting: Waiting
  readonly book: NumberBook
  readonly whose: Whose
}

/**
 * The calls of one row about which there is nothing to weigh up: a telephone calls out by a trunk, another telephone, or
 * is called by a trunk. What `combine` would make of them, only sooner; test/formats/bytes.test.ts
 * compares the two. Null for every other row.
 */
export function createLoneCalls(known: Known): (at: number) => LoneCall | null {
  const { waiting, plan } = known
  const call = emptyLoneCall(waiting.bytes)
  const outward = createLed(plan.resolve)
  return (at) => {
    const caller = waiting.callers[at] as Endpoint
    const callee = waiting.callees[at] as Endpoint
    if (caller.name === '' || callee.name === '') return null
    if (caller.kind !== 'endpoint' || callee.kind !== 'endpoint') return null
    fill(call, at, waiting)
    const isPhone = caller.internal || caller.phone
    const isPlain = caller.trunk
      ? !isPhone && comesIn(call, caller, callee, known)
      : isPhone && goesOut(call, caller, callee, at, known, outward)
    return isPlain ? call : null
  }
}

function fill(call: LoneCall, at: number, { doubles, ints, sources }: Waiting): void {
  const d = at * 16
  const i = at * 32
  const startedAt = doubles[d + D.startedAt] as number
  const answeredAt = doubles[d + D.answeredAt] as number
  call.startedAt = startedAt
  call.from = doubles[d + D.from] as number
  call.dialled = doubles[d + D.dialled] as number
  call.ring = Number.isNaN(answeredAt) ? -1 : Math.max(0, Math.round((answeredAt - startedAt) / 1000))
  call.billable = ints[i + I.billable] as number
  call.duration = ints[i + I.duration] as number
  call.disposition = ints[i + I.disposition] as number
  call.sourceIp = sources[at] as string
  call.file = ints[i + I.file] as number
  call.idFrom = at * 128 + ID
  call.idEnd = call.idFrom + (ints[i + I.idLength] as number)
}

/** By a trunk, or to another telephone. */
function goesOut(
  call: LoneCall,
  caller: Endpoint,
  callee: Endpoint,
  at: number,
  { waiting, book }: Known,
  outward: Led,
): boolean {
  if (!callee.trunk && !callee.internal) return false
  const target = waiting.doubles[at * 16 + D.target] as number
  const place = outward.find(target === 0 ? call.dialled : sentOf(book.of(target), call.dialled))
  call.peer = outward.peer(place)
  call.facts = outward.facts(place)
  call.direction = callee.trunk ? OUTBOUND : INTERNAL
  call.owner = caller
  call.trunk = callee.trunk ? callee : NOBODY
  call.account = waiting.accounts[at] as string
  call.calledNumber = ''
  return true
}

/** As `numberOf` a leg: with a plus it is certain, else what was dialled. */
const sentOf = ({ text, packed }: KnownNumber, dialled: number): number =>
  text.charCodeAt(0) === 43 || dialled === 0 ? packed : dialled

function comesIn(call: LoneCall, caller: Endpoint, callee: Endpoint, { book, whose }: Known): boolean {
  if (!callee.internal || callee.trunk) return false
  const dialled = book.of(call.dialled)
  if (call.disposition === ANSWERED) whose.noteRung(dialled.text, callee.name)
  // A stranger tried to dial out and nothing answered.
  else if (book.outward(dialled).international) return false
  const from = book.inward(book.of(call.from))
  call.peer = from.number
  call.facts = factsOf(from)
  call.direction = INBOUND
  call.owner = callee
  call.trunk = caller
  call.account = ''
  call.calledNumber = dialled.text
  return true
}

const emptyLoneCall = (bytes: Uint8Array): LoneCall => ({
  startedAt: 0.5,
  from: 0.5,
  dialled: 0.5,
  ring: 0,
  billable: 0,
  duration: 0,
  direction: 0,
  disposition: 0,
  account: '',
  owner: NOBODY,
  trunk: NOBODY,
  sourceIp: '',
  calledNumber: '',
  peer: 0.5,
  facts: 0,
  file: 0,
  bytes,
  idFrom: 0,
  idEnd: 0,
})
