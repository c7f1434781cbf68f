import type { DialPlan } from '#core/numbering'
import { type AdmitOptions, createAdmit } from './admit.ts'
import { textOf } from './bytes.ts'
import { combine } from './combine.ts'
import type { Endpoint } from './endpoint.ts'
import type { Fingerprint } from './fingerprint.ts'
import { emptyLeg, type Leg, Trait } from './leg.ts'
import { createLoneCalls, type LoneCall } from './lone-call.ts'
import { type Call, dispositions } from './model.ts'
import { createNumberBook, type NumberBook } from './number-book.ts'
import type { PlainRow } from './plain-row.ts'
import { type Admitted, createWaiting, D, I, ID, type Waiting } from './waiting.ts'
import type { Whose } from './whose.ts'

export interface StitcherOptions {
  readonly plan: DialPlan
  /** So many rows are likely to come. */
  readonly expected?: number | undefined
  readonly onCall: (call: Call, file: number) => void
  /** Where given, the plain calls of one row come here. */
  readonly onLoneCall?: ((call: LoneCall) => void) | undefined
}

interface AloneOptions extends StitcherOptions, AdmitOptions {
  readonly whose: Whose
  readonly places: number
}

/** Rows that are a conversation by themselves as far as is known: nearly all of a usual file. */
export interface Alone {
  /** What is to be put; null, and nothing done, when the row is repeated or belongs to something. */
  admit(row: PlainRow, file: number, next: number): Admitted | null
  put(n: number, admitted: Admitted): void
  isAt(at: number): boolean
  /** Place of a row with this key of its id, negative when none waits. */
  find(key: Fingerprint, next: number): number
  /** Hands the row on as a call. */
  flush(at: number): void
  /** Makes the row a leg that others may join. */
  toLeg(at: number, leg: Leg): void
}

export function createAlone(options: AloneOptions): Alone {
  const { plan, whose, places, onCall, onLoneCall } = options
  const scratch = emptyLeg()
  scratch.main = true
  const waiting = createWaiting(places, scratch.caller)
  const book = createNumberBook(plan)
  const loneCall = createLoneCalls({ plan, waiting, book, whose })
  const idStart = (at: number): number => at * 128 + ID
  const idEnd = (at: number): number => idStart(at) + (waiting.ints[at * 32 + I.idLength] as number)
  const idOf = (at: number): string => textOf(waiting.bytes, idStart(at), idEnd(at))

  return {
    isAt: waiting.isTaken,
    find: waiting.find,
    admit: createAdmit(options, waiting),
    put(n, admitted) {
      learn(admitted, book, plan)
      waiting.put(n, admitted)
    },
    flush(at) {
      waiting.remove(at)
      const lone = onLoneCall ? loneCall(at) : null
      if (lone !== null) return onLoneCall?.(lone)
      fillLeg(scratch, at, waiting, book)
      scratch.id = idOf(at)
      onCall(combine(scratch, plan, whose), scratch.file)
    },
    toLeg(at, leg) {
      waiting.remove(at)
      fillLeg(leg, at, waiting, book)
      leg.id = idOf(at)
      leg.main = true
      leg.next = null
      leg.tail = null
      leg.keys = null
      leg.userAgent = ''
      leg.forwardedBy = ''
      leg.direction = ''
    },
  }
}

/** What is known of a waiting row, into a leg. */
function fillLeg(leg: Leg, at: number, waiting: Waiting, book: NumberBook): void {
  const { doubles, ints } = waiting
  const d = at * 16
  const i = at * 32
  const target = doubles[d + D.target] as number
  const from = book.of(doubles[d + D.from] as number)
  const dialled = book.of(doubles[d + D.dialled] as number)
  leg.from = from.text
  leg.dialled = dialled.text
  leg.account = waiting.accounts[at] as string
  leg.sourceIp = waiting.sources[at] as string
  leg.caller = waiting.callers[at] as Endpoint
  leg.callee = waiting.callees[at] as Endpoint
  // What goes out goes where the number leads that was really sent: see numberOf.
  const sent = book.of(target)
  const isSent = target !== 0 && (sent.text.charCodeAt(0) === 43 || dialled.packed === 0)
  leg.target = sent.text
  leg.outward = book.outward(isSent ? sent : dialled)
  leg.inward = leg.caller.internal || leg.caller.phone ? null : book.inward(from)
  leg.startedAt = doubles[d + D.startedAt] as number
  leg.answeredAt = doubles[d + D.answeredAt] as number
  leg.endedAt = leg.startedAt + (ints[i + I.duration] as number) * 1000
  leg.billableSeconds = ints[i + I.billable] as number
  leg.disposition = dispositions[ints[i + I.disposition] as number] as Leg['disposition']
  leg.traits = ints[i + I.traits] as number
  leg.channel = ints[i + I.channel] as number
  leg.sequence = ints[i + I.sequence] as number
  leg.print = ints[i + I.print] as number
  leg.file = ints[i + I.file] as number
}

/** As `learn` of a leg; the texts are looked at only while something is to be learned. */
function learn(row: Admitted, book: NumberBook, plan: DialPlan): void {
  const { caller, callee } = row
  if (callee.kind === 'endpoint' && !callee.trunk && !callee.internal && !callee.phone) {
    const { text } = book.of(row.dialled)
    const isNumbered = row.target !== 0 || (row.traits & Trait.numbered) !== 0
    if ((isNumbered || (caller.internal && text.length >= 7)) && callee.name !== text) callee.trunk = true
  }
  if (caller.kind === 'endpoint' && !caller.trunk && !caller.internal && !caller.phone)
    caller.phone = row.from !== 0 && plan.isInternal(book.of(row.from).text)
}
