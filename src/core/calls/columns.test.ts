import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  appendCall,
  BATCH_CALLS,
  type CallBatch,
  createBatch,
  createCallLog,
  createNames,
  createSorter,
  idOf,
  type Spill,
  unpackNumber,
} from '#core/calls'
import { packNumber } from './batch.ts'
import type { Call } from './model.ts'

const call = (id: string, startedAt: number, more: Partial<Call> = {}): Call => ({
  id,
  startedAt,
  answeredAt: Number.NaN,
  endedAt: startedAt + 1000,
  billableSeconds: 0,
  disposition: 'no-answer',
  direction: 'outbound',
  entry: 'direct',
  account: '1004',
  peer: '252611234567',
  from: '1004',
  dialled: '9011252611234567',
  trunk: 'carrier',
  kind: 'external',
  destination: 3,
  international: true,
  invalid: false,
  sourceIp: '',
  userAgent: '',
  ...more,
})

const filled = (calls: readonly Call[], capacity = 8): CallBatch[] => {
  const names = createNames()
  const batches: CallBatch[] = []
  for (const c of calls) {
    if (batches.length === 0 || batches.at(-1)?.length === capacity) batches.push(createBatch(capacity))
    appendCall(batches.at(-1) as CallBatch, c, names, 0, false)
  }
  return batches
}

const idsOf = (batches: readonly CallBatch[]): string[] =>
  batches.flatMap((b) => Array.from({ length: b.length }, (_, i) => idOf(b, i)))

test('any id survives the columns', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 30 }), (ids) => {
      expect(idsOf(filled(ids.map((id, n) => call(id, n))))).toEqual(ids)
    }),
  )
})

test('any number survives as it was written, leading zeros and plus included', () => {
  const names = createNames()
  fc.assert(
    fc.property(fc.oneof(fc.stringMatching(/^\+?\d{1,20}$/), fc.string()), (text) => {
      expect(unpackNumber(packNumber(text, names), names)).toBe(text)
    }),
  )
})

test('the sorter gives every call back exactly once, in order of start when they fit', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 40 }), { maxLength: 60 }), (starts) => {
      const out: CallBatch[] = []
      const sorter = createSorter((b) => out.push(b))
      for (const batch of filled(starts.map((at, n) => call(String(n), at)))) sorter.add(batch)
      sorter.end()
      const got = out.flatMap((b) => Array.from(b.startedAt.subarray(0, b.length)))
      expect(got).toHaveLength(starts.length)
      // Beyond 99 days apart they are ordered by the second.
      const seconds = (list: number[]): number[] => list.map((at) => Math.floor(at / 1000))
      const base = Math.min(...starts)
      expect(seconds(got.map((at) => at - base))).toEqual(
        seconds(starts.map((at) => at - base).sort((a, b) => a - b)),
      )
      expect(
        idsOf(out)
          .map(Number)
          .sort((a, b) => a - b),
      ).toEqual(starts.map((_, n) => n))
    }),
  )
})

test('beyond its limit the sorter lets the oldest half go and loses nothing', () => {
  const starts = Array.from({ length: 100 }, (_, n) => (n * 37) % 100)
  const out: CallBatch[] = []
  const sorter = createSorter((b) => out.push(b), { limit: 32 })
  for (const batch of filled(starts.map((at, n) => call(String(n), at)))) sorter.add(batch)
  sorter.end()
  expect(
    idsOf(out)
      .map(Number)
      .sort((a, b) => a - b),
  ).toEqual(starts.map((_, n) => n))
})

test('a sorter in a hurry lets whole batches go a day later, and takes them back when one comes late', () => {
  const hour = 3_600_000
  const emitted: CallBatch[] = []
  const full = (from: number): CallBatch =>
    filled(
      Array.from({ length: BATCH_CALLS }, (_, n) => call(String(from + n), (from + n) * 2000)),
      BATCH_CALLS,
    )[0] as CallBatch
  const sorter = createSorter((b) => emitted.push(b), { takeBack: () => emitted.splice(0) })
  for (let n = 0; n < 3; n++) sorter.add(full(n * BATCH_CALLS))
  const early = emitted.length
  expect(early).toBeGreaterThan(0)
  sorter.add(filled([call('late', hour)])[0] as CallBatch)
  expect(emitted).toHaveLength(0)
  sorter.end()
  const starts = emitted.flatMap((b) => Array.from(b.startedAt.subarray(0, b.length)))
  expect(starts).toHaveLength(3 * BATCH_CALLS + 1)
  expect(starts.every((at, n) => n === 0 || at >= (starts[n - 1] as number))).toBe(true)
})

test('batches put aside come back as they were', () => {
  const kept: Uint8Array[][] = []
  const spill: Spill = {
    write: (parts) => kept.push(parts.map((p) => p.slice())) - 1,
    read(place, parts) {
      for (const [n, part] of parts.entries()) part.set(kept[place]?.[n] as Uint8Array)
    },
  }
  const ids = Array.from({ length: 50 }, (_, n) => `call-${n}`)
  const log = createCallLog(spill, 2)
  for (const batch of filled(ids.map((id, n) => call(id, n)))) log.add(batch)
  expect(kept.length).toBeGreaterThan(0)
  expect(log.calls).toBe(50)
  const back: string[] = []
  for (let n = 0; n < log.batches; n++) back.push(...idsOf([log.batch(n)]))
  expect(back).toEqual(ids)
})
