import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createNumberMemo, type Row } from './rows.ts'
import { createSeen } from './seen.ts'

const rowOf = (text: string): Row => ({
  text,
  line: 1,
  count: 1,
  start: new Int32Array([0]),
  end: new Int32Array([text.length]),
  escaped: new Uint8Array(1),
})

test('a remembered number is the text that was written: leading zeros, any length, no digits at all', () => {
  const memo = createNumberMemo()
  const fields = fc.oneof(
    fc.stringMatching(/^\d{0,15}$/),
    fc.stringMatching(/^0{0,7}\d{0,6}$/),
    fc.stringMatching(/^[+*#a-z\d]{0,8}$/),
  )
  fc.assert(
    fc.property(fc.array(fields, { maxLength: 50 }), (list) => {
      for (const field of [...list, ...list]) expect(memo(rowOf(field), 0)).toBe(field)
    }),
    { numRuns: 500 },
  )
})

test('a column that a row does not have is empty', () => {
  expect(createNumberMemo()(rowOf('1004'), 3)).toBe('')
})

test('a print is new once and known ever after, whichever hour it falls into', () => {
  const seen = createSeen()
  const prints = Array.from({ length: 20_000 }, (_, n) => ({
    a: Math.imul(n + 1, 0x9e3779b1),
    b: n + 1,
  }))
  const second = (n: number): number => 1_767_571_200 + n * 97
  expect(prints.map((print, n) => seen.add(print, second(n))).filter(Boolean)).toHaveLength(20_000)
  expect(prints.map((print, n) => seen.add(print, second(n))).filter(Boolean)).toHaveLength(0)
})
