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
  /** Whether a row with this key of its id waits: its place, -1 when none does. */
  find(key: Fingerprint): number
  put(at: number, admitted: Admitted): void
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

export function createWaiting(places: number, nobody: Endpoint): Waiting {
  const buffer = new ArrayBuffer(places * STRIDE)
  const doubles = new Float64Array(buffer)
  const ints = new Int32Array(buffer)
  const bytes = new Uint8Array(buffer)
  const taken = new Uint8Array(places)
  const table = createTable(places * 4)
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
    find(key) {
      for (let n = table.first(key.a); n >= 0; n = table.next()) if (ints[n * 32 + I.keyB] === key.b) return n
      return -1
    },
    put(at, admitted) {
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
      const id = at * STRIDE + ID
      for (let k = 0; k < length; k++) bytes[id + k] = row.bytes[row.idStart + k] as number
      callers[at] = admitted.caller
      callees[at] = admitted.callee
      // Mostly '' over '': comparing is cheaper than a store into an old array, which the collector must note.
      if (accounts[at] !== row.accountCode) accounts[at] = row.accountCode
      if (sources[at] !== row.sourceIp) sources[at] = row.sourceIp
      taken[at] = 1
      table.add(key.a, at)
    },
    isTaken: (at) => taken[at] === 1,
    remove(at) {
      taken[at] = 0
      table.remove(ints[at * 32 + I.keyA] as number, at)
    },
  }
}

interface Table {
  /** The first place with this hash, -1 when there is none; `next` goes on from it. */
  first(hash: number): number
  next(): number
  add(hash: number, place: number): void
  remove(hash: number, place: number): void
}

/** Open addressing with pairs (hash, place + 1); what follows a freed slot moves up, so that nothing piles up. */
function createTable(capacity: number): Table {
  const slots = new Int32Array(capacity * 2)
  const mask = capacity - 1
  let at = 0
  let wanted = 0
  const next = (): number => {
    for (;;) {
      at = (at + 1) & mask
      const place = slots[at * 2 + 1] as number
      if (place === 0) return -1
      if (slots[at * 2] === wanted) return place - 1
    }
  }
  return {
    next,
    first(hash) {
      wanted = hash
      at = ((hash & mask) - 1) & mask
      return next()
    },
    add(hash, place) {
      let free = hash & mask
      while (slots[free * 2 + 1] !== 0) free = (free + 1) & mask
      slots[free * 2] = hash
      slots[free * 2 + 1] = place + 1
    },
    remove(hash, place) {
      let hole = hash & mask
      while (slots[hole * 2 + 1] !== place + 1) hole = (hole + 1) & mask
      for (let from = (hole + 1) & mask; slots[from * 2 + 1] !== 0; from = (from + 1) & mask) {
        const home = (slots[from * 2] as number) & mask
        if (((from - home) & mask) < ((from - hole) & mask)) continue
        slots[hole * 2] = slots[from * 2] as number
        slots[hole * 2 + 1] = slots[from * 2 + 1] as number
        hole = from
      }
      slots[hole * 2 + 1] = 0
    },
  }
}
