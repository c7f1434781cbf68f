import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { createNumbering } from '#core/numbering'
import { readNumberingData } from './numbering.ts'

it('reads content/numbering as data that the room compiles', async () => {
  const numbering = createNumbering(await readNumberingData())
  expect(numbering.destination(numbering.lookup('18765230123'))).toEqual({
    country: 'JM',
    type: 'fixed-or-mobile',
    riskClass: 'nanp-look-alike',
    risk: 'high',
  })
})

it('has a plan that equals what the generator writes now', () => {
  const generator = fileURLToPath(new URL('../../../tools/build-numbering.mjs', import.meta.url))
  expect(() => execFileSync(process.execPath, [generator, '--check'], { stdio: 'pipe' })).not.toThrow()
})
