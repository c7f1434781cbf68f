import { type Fingerprint, hashOf, mixText, restart, settle } from './fingerprint.ts'
import { type Key, type Leg, MAX_COMPARED } from './leg.ts'
import type { CallRecord } from './model.ts'

const FIRST_BUCKETS = 1024
const MOST_BUCKETS = 131_072
/** Legs of one conversation start within its span or shortly after; the same id much later is another call. */
const SLACK = 3_600_000

export interface Index {
  /** The key of a name, into `print`. */
  key(print: Fingerprint, name: string): void
  /** Whether a pending conversation may have this key; false is certain. */
  maybe(print: Fingerprint): boolean
  /** The pending conversation a record belongs to by this key, or by its own id. */
  find(print: Fingerprint, record: CallRecord, file: number): Leg | null
  add(print: Fingerprint, head: Leg): void
  /** Makes the conversation findable by the record's id and its Local channels, joining what was two until now. */
  link(head: Leg, record: CallRecord, file: number, print: Fingerprint): void
  remove(head: Leg): void
}

interface Buckets {
  maybe(print: Fingerprint): boolean
  lookUp(print: Fingerprint, record: CallRecord, file: number): Leg | null
  add(print: Fingerprint, head: Leg): void
  remove(head: Leg): void
}

/** Hash buckets by hand: keys are 64-bit prints, several conversations may share one, and nothing is kept of the text. */
function createBuckets(): Buckets {
  let buckets: (Key | null)[] = new Array<Key | null>(FIRST_BUCKETS).fill(null)
  let mask = FIRST_BUCKETS - 1
  /** One of 32 bits for each key that came into the bucket since it was empty: most look-ups end here and touch no key. */
  let filter = new Int32Array(FIRST_BUCKETS)
  let size = 0
  let spare: Key | null = null

  const hook = (key: Key): void => {
    const at = key.a & mask
    key.before = null
    key.after = buckets[at] ?? null
    if (key.after !== null) key.after.before = key
    buckets[at] = key
    filter[at] = (filter[at] as number) | bitOf(key.a)
  }
  const unhook = (key: Key): void => {
    if (key.after !== null) key.after.before = key.before
    if (key.before !== null) key.before.after = key.after
    else {
      const at = key.a & mask
      buckets[at] = key.after
      if (key.after === null) filter[at] = 0
    }
  }
  const grow = (): void => {
    const old = buckets
    buckets = new Array<Key | null>(old.length * 4).fill(null)
    mask = buckets.length - 1
    filter = new Int32Array(buckets.length)
    for (const first of old)
      for (let key = first; key !== null; ) {
        const next: Key | null = key.after
        hook(key)
        key = next
      }
  }
  return {
    maybe: (print) => size > 0 && ((filter[print.a & mask] as number) & bitOf(print.a)) !== 0,
    lookUp(print, record, file) {
      const at = print.a & mask
      if (((filter[at] as number) & bitOf(print.a)) === 0) return null
      return chosen(buckets[at] ?? null, print, record, file)
    },
    add(print, head) {
      if (++size > buckets.length && buckets.length < MOST_BUCKETS) grow()
      const key: Key = spare ?? { a: 0, b: 0, head, before: null, after: null, ofGroup: null }
      if (spare !== null) spare = spare.ofGroup
      key.a = print.a
      key.b = print.b
      key.head = head
      key.ofGroup = head.keys
      head.keys = key
      hook(key)
    },
    remove(head) {
      for (let key = head.keys; key !== null; ) {
        const next: Key | null = key.ofGroup
        unhook(key)
        size--
        key.ofGroup = spare
        spare = key
        key = next
      }
      head.keys = null
    },
  }
}

/** Told by the bits of a print that do not choose its bucket. */
const bitOf = (a: number): number => 1 << (a >>> 27)

/** Of the conversations with this key, one of the same file before one of another. */
function chosen(first: Key | null, print: Fingerprint, record: CallRecord, file: number): Leg | null {
  let best: Leg | null = null
  let left = MAX_COMPARED
  for (let key = first; key !== null && left > 0; key = key.after, left--) {
    if (key.a !== print.a || key.b !== print.b || !fits(key.head, record)) continue
    if (key.head.file === file) return key.head
    best = key.head
  }
  return best
}

function setKey(print: Fingerprint, name: string): void {
  restart(print)
  mixText(print, name)
  settle(print)
}

/** Pending conversations by the ids of their legs, their common id and their Local channels. */
export function createIndex(): Index {
  const { maybe, lookUp, add, remove } = createBuckets()
  const alias = (name: string, head: Leg, record: CallRecord, file: number, print: Fingerprint): void => {
    setKey(print, name)
    const other = lookUp(print, record, file)
    if (other === head) return
    if (other === null) add(print, head)
    else merge(head, other)
  }
  return {
    key: setKey,
    maybe,
    add,
    remove,
    find(print, record, file) {
      const byLink = lookUp(print, record, file)
      if (byLink !== null || record.id === record.linkedId) return byLink
      const { a, b } = print
      setKey(print, record.id)
      const byId = lookUp(print, record, file)
      print.a = a
      print.b = b
      return byId
    },
    link(head, record, file, print) {
      if (record.id !== record.linkedId) {
        alias(record.linkedId, head, record, file, print)
        alias(record.id, head, record, file, print)
      }
      for (const channel of [record.channel, record.toChannel])
        if (channel.startsWith('Local/'))
          alias(`${file} ${channel.replace(/;[12]$/, '')}`, head, record, file, print)
    },
  }
}

/** Near in time, and not two PBXs that happened to give one id to two calls: then at least two of three facts differ. */
function fits(head: Leg, record: CallRecord): boolean {
  const { startedAt, endedAt } = record
  if (startedAt > head.until + SLACK) return false
  if (startedAt < head.since - SLACK && !(endedAt >= head.since - SLACK)) return false
  let left = MAX_COMPARED
  for (let leg: Leg | null = head; leg !== null && left > 0; leg = leg.next, left--)
    if (leg.id === record.id && isOtherCall(leg, record)) return false
  return true
}

function isOtherCall(leg: Leg, record: CallRecord): boolean {
  const channels = leg.channel !== 0 && record.channel !== '' && leg.channel !== hashOf(record.channel)
  const callers = leg.from !== record.from
  const callees = leg.dialled !== record.dialled
  return (channels && (callers || callees)) || (callers && callees)
}

/** All of `other` becomes part of `head`. */
function merge(head: Leg, other: Leg): void {
  for (let leg: Leg | null = other; leg !== null; leg = leg.next) leg.head = head
  ;(head.tail as Leg).next = other
  head.tail = other.tail
  head.since = Math.min(head.since, other.since)
  head.until = Math.max(head.until, other.until)
  let last: Key | null = null
  for (let key = other.keys; key !== null; key = key.ofGroup) {
    key.head = head
    last = key
  }
  if (last !== null) {
    last.ofGroup = head.keys
    head.keys = other.keys
  }
  other.keys = null
}
