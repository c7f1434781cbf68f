import {
  type CallBatch,
  type CallLog,
  directionOf,
  directions,
  entryOf,
  isInternational,
  isInvalid,
  isTollFreeCalled,
  kindOf,
} from '#core/calls' // prettier-ignore
import type { Context } from './context.ts'
import { OURS, THEIRS, UNMARKED } from './marks.ts'
import { type DestinationTable, destinationTable } from './places.ts'

/** A call as the second look needs it: numbers, and where to find the rest. */
export interface CaseCall {
  readonly batch: number
  readonly row: number
  readonly at: number
  /** Infinity while up. */
  readonly end: number
  readonly account: number
  readonly peer: number
  readonly cell: number
  readonly block: number
  readonly dialled: number
  /** The caller as shown, packed. */
  readonly from: number
  readonly source: number
  readonly direction: number
  readonly entry: number
  readonly destination: number
  readonly ring: number
  readonly seconds: number
  readonly answered: boolean
  readonly toll: boolean
  readonly international: boolean
  readonly invalid: boolean
  readonly special: boolean
  readonly tollFreeCalled: boolean
  readonly risk: number
  /** Somebody who knows said that it is not theirs. */
  readonly marked: boolean
}

export type Wanted = (batch: CallBatch, row: number) => boolean

/** Reads the log once and hands out the calls somebody asked for, in order of start. */
export function eachCase(
  log: CallLog,
  context: Context,
  wanted: Wanted,
  found: (call: CaseCall) => void,
): void {
  const places = destinationTable(context)
  for (let b = 0; b < log.batches; b++) {
    const batch = log.batch(b)
    for (let i = 0; i < batch.length; i++) {
      if (!wanted(batch, i)) continue
      const said = context.marks?.(batch, i) ?? UNMARKED
      // What somebody who knows says is theirs is out of the question.
      if (said !== OURS) found(caseOf(batch, b, i, places, said === THEIRS))
    }
  }
}

function caseOf(batch: CallBatch, b: number, i: number, places: DestinationTable, marked: boolean): CaseCall {
  const at = batch.startedAt[i] as number
  const duration = batch.duration[i] as number
  const d = batch.destination[i] as number
  const ring = batch.ring[i] as number
  const seconds = batch.billable[i] as number
  const international = isInternational(batch, i)
  const special = (places.special[d] as number) === 1
  const external = kindOf(batch, i) === 0
  return {
    batch: b,
    row: i,
    at,
    end: duration < 0 ? Number.POSITIVE_INFINITY : at + duration * 1000,
    account: batch.account[i] as number,
    peer: batch.peer[i] as number,
    cell: places.cell[d] as number,
    block: Math.floor((batch.peer[i] as number) / 10_000),
    dialled: batch.dialled[i] as number,
    from: batch.from[i] as number,
    source: batch.source[i] as number,
    direction: directionOf(batch, i),
    entry: entryOf(batch, i),
    destination: d,
    ring: ring >= 0 ? ring : Math.max(0, duration),
    seconds,
    answered: seconds > 0 || ring >= 0,
    toll: external && (places.tollFree[d] as number) === 0 && (international || special),
    international,
    invalid: isInvalid(batch, i),
    special,
    tollFreeCalled: isTollFreeCalled(batch, i),
    risk: international || special ? (places.risk[d] as number) : 0,
    marked,
  }
}

const INBOUND = directions.indexOf('inbound')
const INTERNAL = directions.indexOf('internal')
export const isOut = (direction: number): boolean => direction !== INBOUND && direction !== INTERNAL
export const isIn = (direction: number): boolean => direction === INBOUND

/** One number for where a call stands in the log. */
export const place = (c: CaseCall): number => c.batch * 65_536 + c.row
