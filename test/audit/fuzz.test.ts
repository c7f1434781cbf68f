import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { takeInventory } from '#core/inventory'
import { sha1 } from '../../src/adapters/system/sha1.ts'
import { createRng } from '../support/scenario/prng.ts'

const root = fileURLToPath(new URL('../../content/checks/', import.meta.url))
const proofs = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => !path.endsWith('check.yaml') && /\.\w+$/.test(path))
  .map((path) => ({
    path: path.replace(/^.*\/\w+(?:-\w+)?\./, '').replaceAll('~', '/'),
    text: readFileSync(join(root, path), 'utf8'),
  }))
/** RINGFENCE_FUZZ=200000 is the full run. */
const MUTATIONS = Number(process.env['RINGFENCE_FUZZ'] ?? 10_000)
const SPICE = [
  '[',
  ']',
  '(',
  ')',
  '${',
  '}',
  '"',
  "'",
  ';--',
  '--;',
  '#include *',
  '<',
  '>',
  '<!--',
  '/*',
  '#!ifdef X\n',
  '\\',
  '\n',
  '=',
  '=>',
  ',',
  '\u0000',
  'é',
  '9'.repeat(300),
]

test(`${MUTATIONS} mutated configurations crash nothing, and every place that is named exists`, () => {
  const random = createRng(5)
  for (let n = 0; n < MUTATIONS; n++) {
    const { path, text } = random.pick(proofs)
    let mutated = text
    for (let k = random.int(1, 5); k > 0; k--) {
      const at = random.int(0, mutated.length)
      const to = random.chance(0.5) ? at : at + random.int(0, 40)
      mutated = mutated.slice(0, at) + (random.chance(0.7) ? random.pick(SPICE) : '') + mutated.slice(to)
    }
    const lines = mutated.split('\n').length
    const snapshot = takeInventory([{ path, text: mutated }], sha1)
    for (const { at } of snapshot.resources)
      expect(at.line >= 1 && at.line <= lines, `${path}:${at.line}`).toBe(true)
    for (const { line } of snapshot.problems) expect(line >= 1 && line <= lines).toBe(true)
  }
})
