import type { DialPlan } from '#core/numbering'
import { type Alone, createAlone, type StitcherOptions } from './alone.ts'
import { combine } from './combine.ts'
import { createEndpoints, type Endpoints } from './endpoint.ts'
import { type Fingerprint, hashOf, mixNumber, mixText, settle } from './fingerprint.ts'
import { createIndex, type Index } from './groups.ts'
import { createTraits, emptyLeg, type Leg, MAX_COMPARED, Trait, targetOf } from './leg.ts'
import type { CallRecord } from './model.ts'
import type { PlainRow } from './plain-row.ts'
import { createSeen } from './seen.ts'
import { isNumbered } from './sides.ts'
import { createWhose } from './whose.ts'

export interface Stitcher {
  /** False when the record repeats one that was seen before. */
  add(record: CallRecord, file: number): boolean
  /** The short way for a row that nothing is known to belong to; false when it has to be added as a record. */
  addPlain(row: PlainRow, file: number): boolean
  /** Hands on what is pending. */
  finish(): void
}

/** How many rows a conversation waits for further legs. */
const WINDOW = 65_536

/** Joins records that belong to one conversation, whatever their order within the window, and drops repeated ones. */
export function createStitcher({ plan, expected, onCall, onLoneCall }: StitcherOptions): Stitcher {
  const index = createIndex()
  const endpoints = createEndpoints(plan)
  const traits = createTraits()
  const seen = createSeen(expected)
  const whose = createWhose(plan)
  const ring = createRing(index, (head) => onCall(combine(head, plan, whose), head.file))
  // Made when it is first wanted: it takes 14 MB.
  const aloneOf = (): Alone => {
    ring.alone ??= createAlone({
      plan,
      whose,
      index,
      endpoints,
      traits,
      seen,
      places: WINDOW,
      onCall,
      onLoneCall,
    })
    return ring.alone
  }
  const print: Fingerprint = { a: 0, b: 0 }
  return {
    addPlain(row, file) {
      const alone = ring.alone ?? aloneOf()
      const admitted = alone.admit(row, file, ring.next)
      if (admitted !== null) alone.put(ring.take(), admitted)
      return admitted !== null
    },
    add(record, file) {
      index.key(print, record.id)
      ring.join(print)
      const { a, b } = print
      const channel = hashOf(record.channel)
      printRow(print, record, channel)
      const repeated = !seen.add(print, record.startedAt / 1000)
      const rowPrint = print.a
      print.a = a
      print.b = b
      if (record.linkedId !== record.id) {
        index.key(print, record.linkedId)
        ring.join(print)
      }
      let group = index.find(print, record, file)
      if (repeated && !isSibling(group, record, rowPrint)) return false
      const leg = ring.legAt(ring.take() % WINDOW)
      if (group !== null && !group.live) group = null
      leg.channel = channel
      fill(leg, record, file, rowPrint, endpoints, traits)
      learn(leg, plan)
      whose.note(leg)
      leg.live = true
      if (group === null) begin(leg)
      else append(group, leg)
      const head = group ?? leg
      if (group === null) index.add(print, head)
      index.link(head, record, file, print)
      return true
    },
    finish: ring.finish,
  }
}

interface Ring {
  /** The rows that wait alone, once there are any. */
  alone: Alone | null
  legAt(at: number): Leg
  /** The number of the row that comes next. */
  readonly next: number
  /** That number, its place freed: the conversation that holds it has waited long enough. */
  take(): number
  /** A row that waits alone under this key gets company: it becomes a leg like any other. */
  join(key: Fingerprint): void
  finish(): void
}

/** The places of the window: in each a leg of a conversation, or a row that waits alone. */
function createRing(index: Index, hand: (head: Leg) => void): Ring {
  const legs: (Leg | null)[] = []
  let n = 0
  const free = (at: number): void => {
    if (ring.alone?.isAt(at)) {
      ring.alone.flush(at)
      return
    }
    const leg = legs[at]
    if (!leg?.live) return
    const head = leg.head as Leg
    index.remove(head)
    for (let each: Leg | null = head; each !== null; each = each.next) each.live = false
    hand(head)
  }
  const ring: Ring = {
    alone: null,
    legAt(at) {
      while (legs.length <= at) legs.push(null)
      const leg = legs[at] ?? emptyLeg()
      legs[at] = leg
      return leg
    },
    get next() {
      return n
    },
    take() {
      free(n % WINDOW)
      return n++
    },
    join(key) {
      if (ring.alone === null) return
      for (let at = ring.alone.find(key, n); at >= 0; at = ring.alone.find(key, n)) {
        const leg = ring.legAt(at)
        ring.alone.toLeg(at, leg)
        leg.live = true
        begin(leg)
        index.add(key, leg)
      }
    },
    finish() {
      for (let i = Math.max(0, n - WINDOW); i < n; i++) free(i % WINDOW)
    },
  }
  return ring
}

/**
 * Same content in any file or dialect: what every layout of one PBX carries. Goes on from the print of the id; channels
 * count by a single hash, because rows of one id are few.
 */
function printRow(print: Fingerprint, record: CallRecord, channel: number): void {
  mixText(print, record.from)
  mixText(print, record.dialled)
  mixNumber(print, channel)
  mixNumber(print, hashOf(record.toChannel))
  mixNumber(print, Math.floor(record.startedAt / 1000))
  mixNumber(print, record.billableSeconds)
  mixNumber(print, record.disposition.length)
  settle(print)
}

/** Alike in everything but the sequence number: a second attempt within the same second, not a repeated row. */
function isSibling(group: Leg | null, record: CallRecord, print: number): boolean {
  if (record.sequence === '') return false
  let alike = 0
  let left = MAX_COMPARED
  for (let leg = group; leg !== null && left > 0; leg = leg.next, left--) {
    if (leg.print !== print || leg.id !== record.id) continue
    if (leg.sequence === 0 || leg.sequence === hashOf(record.sequence)) return false
    alike++
  }
  return alike > 0
}

export function begin(leg: Leg): void {
  leg.head = leg
  leg.tail = leg
  leg.since = leg.startedAt
  leg.until = Number.isNaN(leg.endedAt) ? leg.startedAt : leg.endedAt
}

export function append(head: Leg, leg: Leg): void {
  ;(head.tail as Leg).next = leg
  head.tail = leg
  leg.head = head
  if (leg.startedAt < head.since) head.since = leg.startedAt
  if (leg.endedAt > head.until) head.until = leg.endedAt
}

export function fill(
  leg: Leg,
  record: CallRecord,
  file: number,
  print: number,
  endpoints: Endpoints,
  traits: (context: string, lastApp: string) => number,
): void {
  leg.id = record.id
  leg.sequence = hashOf(record.sequence)
  leg.from = record.from
  leg.dialled = record.dialled
  if (leg.account !== record.accountCode) leg.account = record.accountCode
  // Mostly '' over '': comparing is cheaper than a store into an old object, which the collector must note.
  if (leg.sourceIp !== record.sourceIp) leg.sourceIp = record.sourceIp
  if (leg.userAgent !== record.userAgent) leg.userAgent = record.userAgent
  if (leg.forwardedBy !== record.forwardedBy) leg.forwardedBy = record.forwardedBy
  leg.caller = endpoints.of(record.channel)
  leg.callee = endpoints.of(record.toChannel)
  leg.startedAt = record.startedAt
  leg.answeredAt = record.answeredAt
  leg.endedAt = record.endedAt
  leg.billableSeconds = record.billableSeconds
  leg.disposition = record.disposition
  leg.direction = record.direction
  leg.traits = traits(record.context, record.lastApp)
  leg.main = record.id === record.linkedId
  leg.file = file
  leg.print = print
  const target = leg.callee.internal || record.lastData === '' ? '' : targetOf(record)
  leg.target = target === record.dialled ? '' : target
  if (target !== leg.target) leg.traits |= Trait.numbered
  leg.outward = null
  leg.inward = null
  leg.next = null
  leg.tail = null
  leg.keys = null
}

/** A callee that was sent a full number is a line to the outside; a caller with an internal number of its own is a phone. */
export function learn(leg: Leg, plan: DialPlan): void {
  const { caller, callee } = leg
  if (callee.kind === 'endpoint' && !callee.trunk && !callee.internal && !callee.phone) {
    const external = isNumbered(leg) || (caller.internal && leg.dialled.length >= 7)
    if (external && callee.name !== leg.dialled) callee.trunk = true
  }
  if (caller.kind === 'endpoint' && !caller.trunk && !caller.internal && !caller.phone)
    caller.phone = leg.from !== '' && plan.isInternal(leg.from)
}
