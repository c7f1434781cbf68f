import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readRules } from '../../src/adapters/content/index.ts'
import { createNames } from '../../src/core/calls/index.ts'
import {
  checkpoint,
  createEngine,
  freshState,
  playProof,
  readProof,
  resume,
} from '../../src/core/detection/index.ts'
import { proofContext } from '../support/rules.ts'

const rules = await readRules()
const proof = (id: string): string =>
  readFileSync(new URL(`../../content/rules/${id}/fires.jsonl`, import.meta.url), 'utf8')
const events = readProof(
  ['many-at-once', 'guessed-password', 'short-rings-from-abroad', 'call-selling'].map(proof).join(''),
)

test('an engine that was put aside as JSON and taken up again knows exactly what one knows that never stopped', async () => {
  const through = { names: createNames(), state: freshState() }
  const whole = proofContext(rules, through.names)
  playProof(createEngine(whole.context, through.state), events, whole)

  const half = Math.floor(events.length / 2)
  const first = { names: createNames(), state: freshState() }
  const before = proofContext(rules, first.names)
  playProof(createEngine(before.context, first.state), events.slice(0, half), before)
  const taken = resume(JSON.parse(JSON.stringify(checkpoint(first.state, first.names))))
  const after = proofContext(rules, taken.names)
  playProof(createEngine(after.context, taken.state), events.slice(half), after)

  expect(checkpoint(taken.state, taken.names)).toEqual(checkpoint(through.state, through.names))
  expect([...through.state.books.account.values()].some((s) => s.score > 0.8)).toBe(true)
})

test('what is no checkpoint is refused', () => {
  for (const bad of [null, 'x', {}, { version: 1 }, { version: 2, names: [''], state: {} }])
    expect(() => resume(bad)).toThrow('cannot be read')
})
