import type { Endpoint } from './endpoint.ts'
import type { Fingerprint } from './fingerprint.ts'
import { LONGEST_ID, type PlainRow } from './plain-row.ts'

/** What is kept of a row. */
export interface Admitted {
  row: PlainRow
  /** Key of its id. */
  readonly key: Fingerprint
  caller: Endpoint
  callee: Endpoint
  /** Packed: see packNumber. */
  from: number
  dialled: number
  target: number
  /** As on a leg. */
  channel: number
  sequence: number
  traits: number
  print: number
  file: number
}

/**
 * Rows that wait alone for further legs, each in 128 bytes of one buffer: a row lies there for 65,536 others and is cold
 * when its turn comes, two cache lines where an object with its strings is ten.
 */
export interface Waiting {
  /** Place of a row with this key of its id among those before the row of number `next`; NONE, or FULL when it cannot wait. */
  find(key: Fingerprint, next: number): number
  /** Keeps the row of a number at the place it falls to, after `find` found NONE for it. */
  put(n: number, admitted: Admitted): void
  isTaken(at: number): boolean
  /** Frees the place; what was read of it stays readable until the next `put`. */
  remove(at: number): void
  readonly doubles: Float64Array
  readonly ints: Int32Array
  readonly bytes: Uint8Array
  readonly callers: Endpoint[]
  readonly callees: Endpoint[]
  readonly accounts: string[]
  readonly sources: string[]
}

/** Where a row's numbers stand: doubles of 16 a row, ints of 32, bytes of 128. */
export const D = { startedAt: 0, answeredAt: 1, from: 2, dialled: 3, target: 4 } as const
export const I = {
  keyA: 10,
  keyB: 11,
  print: 12,
  channel: 13,
  sequence: 14,
  traits: 15,
  billable: 16,
  duration: 17,
  file: 18,
  disposition: 19,
  idLength: 20,
} as const
/** The id's bytes, up to LONGEST_ID of them. */
export const ID = 84
const STRIDE = ID + LONGEST_ID

export const NONE = -1
const FULL = -2

/** `places`: a power of two. */
export function createWaiting(places: number, nobody: Endpoint): Waiting {
  const buffer = new ArrayBuffer(places * STRIDE)
  const doubles = new Float64Array(buffer)
  const ints = new Int32Array(buffer)
  const bytes = new Uint8Array(buffer)
  const taken = new Uint8Array(places)
  const table = createTable(places)
  const callers = new Array<Endpoint>(places).fill(nobody)
  const callees = new Array<Endpoint>(places).fill(nobody)
  const accounts = new Array<string>(places).fill('')
  const sources = new Array<string>(places).fill('')
  return {
    doubles,
    ints,
    bytes,
    callers,
    callees,
    accounts,
    sources,
    find(key, next) {
      const { a, b } = key
      let found = table.first(a, next)
      while (found >= 0 && (taken[found] === 0 || ints[found * 32 + I.keyB] !== b)) found = table.next()
      return found
    },
    put(n, admitted) {
      const at = n & (places - 1)
      const { row, key } = admitted
      const d = at * 16
      doubles[d + D.startedAt] = row.startedAt
      doubles[d + D.answeredAt] = row.answeredAt
      doubles[d + D.from] = admitted.from
      doubles[d + D.dialled] = admitted.dialled
      doubles[d + D.target] = admitted.target
      const i = at * 32
      ints[i + I.keyA] = key.a
      ints[i + I.keyB] = key.b
      ints[i + I.print] = admitted.print
      ints[i + I.channel] = admitted.channel
      ints[i + I.sequence] = admitted.sequence
      ints[i + I.traits] = admitted.traits
      ints[i + I.billable] = row.billableSeconds
      ints[i + I.duration] = row.durationSeconds
      ints[i + I.file] = admitted.file
      ints[i + I.disposition] = row.disposition
      const length = row.idEnd - row.idStart
      ints[i + I.idLength] = length
      const from = row.bytes
      for (let k = row.idStart, to = at * STRIDE + ID; k < row.idEnd; k++) bytes[to++] = from[k] as number
      callers[at] = admitted.caller
      callees[at] = admitted.callee
      // Mostly '' over '': comparing is cheaper than a store into an old array, which the collector must note.
      if (accounts[at] !== row.accountCode) accounts[at] = row.accountCode
      if (sources[at] !== row.sourceIp) sources[at] = row.sourceIp
      taken[at] = 1
      table.add(key.a, n)
    },
    isTaken: (at) => taken[at] === 1,
    remove(at) {
      taken[at] = 0
    },
  }
}

interface Table {
  /** The first place with this hash; `next` goes on from it. */
  first(hash: number, next: number): number
  next(): number
  /** Into the bucket that was looked at last. */
  add(hash: number, n: number): void
}

const BUCKET = 8

/**
 * Pairs (hash, number of the row) in buckets of a cache line. Nothing is removed: a number says by itself that its row has
 * left the window, and its slot is free then. With two rows a bucket on average, one in 4,000 finds its bucket full.
 */
function createTable(places: number): Table {
  const buckets = (places / BUCKET) * 4
  const slots = new Int32Array(buckets * BUCKET * 2)
  // Before any row that can be.
  for (let i = 1; i < slots.length; i += 2) slots[i] = -places - 1
  let at = 0
  let end = 0
  let room = NONE
  let wanted = 0
  let following = 0
  const next = (): number => {
    for (; at < end; at += 2) {
      const n = slots[at + 1] as number
      if ((following - n - 1) >>> 0 >= places) room = at
      else if (slots[at] === wanted) {
        at += 2
        return n & (places - 1)
      }
    }
    return room === NONE ? FULL : NONE
  }
  return {
    next,
    first(hash, row) {
      wanted = hash
      following = row
      room = NONE
      at = (hash & (buckets - 1)) * BUCKET * 2
      end = at + BUCKET * 2
      return next()
    },
    add(hash, n) {
      slots[room] = hash
      slots[room + 1] = n
    },
  }
}
