import { describe, expect, it } from 'vitest'
import { evidenceVerifier } from '../../src/adapters/system/index.ts'
import { sealBundle, verifyBundle } from '../../src/core/evidence/index.ts'
import { readZip, writeZip } from '../../src/core/evidence/zip.ts'
import { freshKey, ledgerOf } from '../support/evidence.ts'

const key = freshKey()
const bytes = new TextEncoder().encode('"1004","90025261"\n')
const bundle = sealBundle(
  {
    incident: 'i1',
    customer: 'default',
    site: 'main',
    lost: [],
    ledger: ledgerOf(9),
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

describe('a bundle whose ledger was changed, and packed anew as a bundle should be', () => {
  const LEDGER = 'ledger.jsonl'
  const { files } = readZip(bundle)
  const lines = new TextDecoder()
    .decode(files.find(({ path }) => path === LEDGER)?.bytes)
    .trimEnd()
    .split('\n')
  const refused = (changed: readonly string[]): boolean => {
    const bytes = new TextEncoder().encode(changed.map((line) => `${line}\n`).join(''))
    const archive = writeZip(files.map((file) => (file.path === LEDGER ? { ...file, bytes } : file)))
    return verifyBundle(archive, key.publicText, evidenceVerifier).problems.length > 0
  }
  const places = lines.map((_, place) => place)
  const own = places.filter((place) => lines[place]?.includes('"at":'))

  it('is refused by nothing else than the change', () => expect(refused(lines)).toBe(false))
  it.each(places)('is refused without entry %i', (place) =>
    expect(refused(lines.filter((_, at) => at !== place))).toBe(true),
  )
  it.each(places)('is refused with entry %i twice', (place) =>
    expect(refused(lines.flatMap((line, at) => (at === place ? [line, line] : [line])))).toBe(true),
  )
  it.each(places.slice(1))('is refused with entry %i before the one before it', (place) =>
    expect(refused(lines.toSpliced(place - 1, 2, lines[place] ?? '', lines[place - 1] ?? ''))).toBe(true),
  )
  it.each(own)('is refused with entry %i dated back by a millisecond', (place) => {
    const back = lines[place]?.replace(/"at":(\d+)/, (_, at) => `"at":${Number(at) - 1}`) ?? ''
    expect(back).not.toBe(lines[place])
    expect(refused(lines.with(place, back))).toBe(true)
  })
  it.each(places)('is refused when it ends before entry %i', (place) =>
    expect(refused(lines.slice(0, place))).toBe(true),
  )
})
