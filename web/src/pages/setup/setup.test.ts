import { expect, test } from 'vitest'
import { strengthOf } from './strength.ts'
import { tokenIn } from './token.ts'

test.each([
  ['http://127.0.0.1:8080/setup#token=abc-1', 'abc-1'],
  ['http://127.0.0.1:8080/setup#abc-1', 'abc-1'],
  ['#token=abc-1', 'abc-1'],
  [' abc-1 ', 'abc-1'],
  ['', ''],
])('the token in "%s" is "%s"', (text, token) => {
  expect(tokenIn(text)).toBe(token)
})

test('length counts, and what is tried first counts for nothing', () => {
  expect(strengthOf('short', []).score).toBe(1)
  expect(strengthOf('elevenchars', []).hint).toBe('1 more character.')
  expect(strengthOf('aaaaaaaaaaaaaa', []).score).toBe(1)
  expect(strengthOf('password12345678', []).score).toBe(1)
  expect(strengthOf('lovelace-and-engines', ['Ada', 'Lovelace']).score).toBe(1)
  expect(strengthOf('plum river anvil dusk', ['Ada']).score).toBe(4)
})
