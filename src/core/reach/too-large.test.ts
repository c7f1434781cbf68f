import { expect, it } from 'vitest'
import { dice } from '../../../test/support/reach/generate.ts'
import { reach, saved } from '../../../test/support/reach/question.ts'

/** Rules that overlap each other in source, destination and ports: the worst a decision diagram can be given. */
function tangled(count: number): string {
  const roll = dice(11)
  const address = (): string => `10.${roll(256)}.${roll(256)}.0/${12 + roll(12)}`
  const line = (): string => {
    const low = 1 + roll(60_000)
    return `-A INPUT -s ${address()} -d ${address()} -p ${roll(2) ? 'udp' : 'tcp'} --sport ${1 + roll(30_000)}:${30_000 + roll(30_000)} --dport ${low}:${low + roll(5_000)} -j ${roll(2) ? 'ACCEPT' : 'DROP'}`
  }
  return saved(...Array.from({ length: count }, line))
}

it('answers a question too wide to be worked out with what single packets show, and says so', () => {
  const rules = tangled(3_000)
  const {
    proto: _,
    port: __,
    ...wide
  } = { from: '10.0.0.0/8', to: '10.0.0.0/8', proto: undefined, port: undefined }
  const answer = reach(rules, { ...wide, proto: 'any', port: 'any' })
  expect(answer.answer).toBe('conditional')
  expect(answer.condition).toContain('too large to be answered exactly')
  expect(answer.counterexample).not.toBeNull()
  expect(answer.passes.complete).toBe(false)
  const narrow = reach(rules, { from: '10.1.2.3', to: '10.4.5.6', port: '5060' })
  expect(narrow.condition ?? '').not.toContain('too large')
})
