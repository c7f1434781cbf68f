import { expect, it } from 'vitest'
import { evidenceVerifier } from '../../src/adapters/system/index.ts'
import { sealBundle, verifyBundle } from '../../src/core/evidence/index.ts'
import { freshKey, ledgerOf } from '../support/evidence.ts'

const key = freshKey()
const bytes = new TextEncoder().encode('"1004","90025261"\n')
const bundle = sealBundle(
  {
    incident: 'i1',
    customer: 'default',
    site: 'main',
    lost: [],
    ledger: ledgerOf(3),
    files: [{ path: 'files/aa', bytes, name: 'Master.csv' }],
  },
  key,
  evidenceVerifier.sha256,
)

it('a bundle is refused after each of 10,000 random changes of one bit', { timeout: 240_000 }, () => {
  let state = 11
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const changed = Uint8Array.from(bundle)
  const accepted: number[] = []
  for (let n = 0; n < 10_000; n++) {
    const bit = random(bundle.length * 8)
    const flip = () => {
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7))
    }
    flip()
    if (verifyBundle(changed, key.publicText, evidenceVerifier).problems.length === 0) accepted.push(bit)
    flip()
  }
  expect(accepted).toEqual([])
  expect(verifyBundle(changed, key.publicText, evidenceVerifier).problems).toEqual([])
})
