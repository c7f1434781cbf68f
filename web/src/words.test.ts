import { expect, test } from 'vitest'
import {
  afterHeadline,
  formatWords,
  kindWords,
  sentence,
  signalWords,
  verdictHeadline,
  verdictTone,
} from './words.ts'

test('a kind has a plain name, one sentence, and the term of the trade', () => {
  expect(kindWords('irsf')).toEqual({
    name: 'Calls pumped abroad',
    means: expect.stringMatching(/^[A-Z].*\.$/),
    term: expect.stringContaining('IRSF'),
  })
})

test('a signal is explained; a rule added later needs no edit here to be readable', () => {
  expect(signalWords('test-call').means).toMatch(/^[A-Z].*\.$/)
  expect(signalWords('brand-new_signal')).toEqual({ name: 'Brand new signal', means: '' })
  expect(kindWords('martian-fraud').name).toBe(sentence('martian-fraud'))
  expect(formatWords('avaya')).toBe('avaya')
})

test('the headline says whether it still goes on, and its colour follows the verdict', () => {
  expect(verdictHeadline({ verdict: 'breach', ongoing: true })).toBe('Breach — still going on')
  expect(verdictHeadline({ verdict: 'breach', ongoing: false })).toBe('Breach — it has stopped')
  expect(verdictHeadline({ verdict: 'clear', ongoing: false })).toBe('No breach found')
  expect(verdictTone({ verdict: null, ongoing: false })).toBe('unknown')
  expect(verdictTone({ verdict: 'suspicious', ongoing: false })).toBe('watch')
})

test('what the headline says is not said again below it', () => {
  expect(afterHeadline('Breach, still going on. 402: guessed passwords')).toBe('402: guessed passwords')
  expect(afterHeadline('Worth a look: 402: unusual calls')).toBe('402: unusual calls')
  expect(afterHeadline('No sign of a breach in 12 calls')).toBe('No sign of a breach in 12 calls')
})
