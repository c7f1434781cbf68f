import { expect, it } from 'vitest'
import { nearest } from './nearest.ts'

it.each([
  ['timezon', 'timezone'],
  ['contry', 'country'],
  ['Holdiays', 'holidays'],
  ['colour', null],
])('the key nearest to %s is %s', (word, key) => {
  expect(nearest(word, ['country', 'timezone', 'holidays', 'known'])).toBe(key)
})
