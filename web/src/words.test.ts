import { expect, test } from 'vitest'
import { formatWords, kindWords, sentence, signalWords, verdictHeadline, verdictTone } from './words.ts'

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
