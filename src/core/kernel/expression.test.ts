import { expect, test } from 'vitest'
import { compileExpression } from '#core/kernel'

const names = ['calls', 'cost']
const run = (text: string, calls = 0, cost = 0): number =>
  compileExpression(text, (name) => (names.includes(name) ? names.indexOf(name) : undefined))(
    new Float64Array([calls, cost]),
  )

test('operators bind as in arithmetic and logic', () => {
  expect(run('1 + 2 * 3')).toBe(7)
  expect(run('(1 + 2) * 3')).toBe(9)
  expect(run('calls >= 3 && cost > 2 || calls == 1', 3, 1)).toBe(0)
  expect(run('calls >= 3 && cost > 2 || calls == 1', 1, 0)).toBe(1)
  expect(run('!(calls > 1)', 1)).toBe(1)
  expect(run('-calls + 1', 3)).toBe(-2)
})

test('durations are seconds', () => {
  expect(run('30s')).toBe(30)
  expect(run('2h + 5m')).toBe(7500)
  expect(run('7d')).toBe(604_800)
})

test('functions', () => {
  expect(run('min(7, 2 + calls)', 9)).toBe(7)
  expect(run('max(calls, cost)', 1, 4)).toBe(4)
  expect(run('log2(8)')).toBe(3)
  expect(run('log2(0)')).toBe(0)
})

test('dividing by nothing gives nothing, not infinity', () => {
  expect(run('calls / cost', 5, 0)).toBe(0)
})

test.each([
  'calls >',
  'calls ** 2',
  'unknown > 1',
  'sqrt(4)',
  '(calls',
  'calls cost',
  'calls; cost',
  '"x"',
  '',
])('refuses %s', (text) => {
  expect(() => run(text)).toThrow(text === '' ? /too early/ : /"/)
})
