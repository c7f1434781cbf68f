import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { DomainError } from '#core/kernel'
import { ask, createFirewall, parseRules, readQuestion } from '#core/reach'
import { ruleSpecimens } from '../support/reach/specimens.ts'
import { createRng } from '../support/scenario/prng.ts'

const root = fileURLToPath(new URL('../../content/', import.meta.url))
const shipped = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.rules'))
  .map((path) => readFileSync(join(root, path), 'utf8'))
const originals = [...shipped.slice(0, 20), ...ruleSpecimens]
/** REACH_MUTATIONS=200000 is the full run. */
const MUTATIONS = Number(process.env['REACH_MUTATIONS'] ?? 4_000)
const ASKED_EACH = 20
const SPICE = [
  '{',
  '}',
  '[',
  ']',
  '"',
  '!',
  '-j',
  '-A X',
  ' -m ',
  '/',
  '::',
  ',',
  '\n',
  '<',
  '>',
  '=',
  '0x',
  '*',
  ':',
  '\u0000',
  'é',
  '9'.repeat(40),
  '-',
  '99999',
  'null',
  'goto',
  '@a',
]
/** What a person is told; anything else that is thrown is a fault of ours. */
const TOLD = [
  'rules-unrecognised',
  'rules-broken',
  'question-impossible',
  'question-invalid',
  'interface-unknown',
]

test(`${MUTATIONS} mutated rule sets crash no parser, name lines that exist, and can still be asked`, () => {
  const random = createRng(6)
  let read = 0
  for (let n = 0; n < MUTATIONS; n++) {
    let text = random.pick(originals)
    for (let k = random.int(1, 4); k > 0; k--) {
      const at = random.int(0, text.length)
      const to = random.chance(0.5) ? at : at + random.int(0, 30)
      text = text.slice(0, at) + (random.chance(0.7) ? random.pick(SPICE) : '') + text.slice(to)
    }
    try {
      const file = parseRules(text, 'mutated')
      read += 1
      const lines = text.split('\n').length
      const places = [...file.chains.values()].flatMap(({ rules }) => rules.map(({ at }) => at.line))
      for (const line of [...places, ...file.unread.map(({ at }) => at.line)])
        expect(line >= 1 && line <= lines, `line ${line} of ${lines}`).toBe(true)
      if (n % ASKED_EACH !== 0) continue
      const wish = { from: '198.51.100.7', to: '192.0.2.10', proto: 'udp', port: '5060' }
      ask(readQuestion(wish, { zones: null, firewalls: [createFirewall('it', [file])], placed: [] }))
    } catch (error) {
      expect(error, text).toBeInstanceOf(DomainError)
      expect(TOLD).toContain((error as DomainError).code)
    }
  }
  expect(read).toBeGreaterThan(MUTATIONS / 2)
})
