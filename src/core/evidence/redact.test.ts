import { describe, expect, it } from 'vitest'
import { freshKey, ledgerOf } from '../../../test/support/evidence.ts'
import { evidenceVerifier } from '../../adapters/system/index.ts'
import { type Opening, withhold, wrongOpenings } from './redact.ts'
import { sealBundle } from './seal-bundle.ts'
import { verifyBundle } from './verify-bundle.ts'

const { sha256 } = evidenceVerifier
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const verdict = {
  verdict: 'breach',
  headline: 'Account 402 called Somalia',
  accounts: ['402', '1004'],
  began: '2026-07-07T09:10:48.070Z',
  loss: { micros: 978_030_000, currency: 'USD' },
  calls: [
    { to: '+252904395214', 'a/b~c': '37.84.35.125', country: 'SO', seconds: 12, ended: null, trunk: '' },
  ],
}
let salts = 0
const tools = { newSalt: () => `salt ${salts++}`, sha256 }
const redacted = withhold(verdict, 'verdict.json', tools)
const files = new Map([['verdict.json', bytesOf(redacted.document)]])

describe('a document with what may name somebody withheld', () => {
  it('keeps amounts, counts, instants, countries and kinds, and no name, number, account or address', () => {
    const text = JSON.stringify(redacted.document)
    for (const gone of ['402', '1004', 'Somalia', '+252', '37.84']) expect(text).not.toContain(`"${gone}`)
    expect(redacted.document).toMatchObject({
      verdict: 'breach',
      began: '2026-07-07T09:10:48.070Z',
      loss: { micros: 978_030_000, currency: 'USD' },
      calls: [{ country: 'SO', seconds: 12, ended: null, trunk: '' }],
    })
  })

  it('has an opening for every text that is withheld, and each of them fits', () => {
    expect(redacted.openings.map(({ text }) => text)).toEqual([
      'Account 402 called Somalia',
      '402',
      '1004',
      '+252904395214',
      '37.84.35.125',
    ])
    expect(wrongOpenings(redacted.openings, files, sha256)).toEqual([])
  })

  it('refuses another text, another salt, another place and another file', () => {
    const [one] = redacted.openings as [Opening]
    for (const changed of [
      { text: 'Account 403 called Somalia' },
      { salt: 'salt 1' },
      { pointer: '/accounts/0' },
      { pointer: '/nowhere/0' },
      { pointer: '/verdict' },
      { path: 'incident.json' },
    ])
      expect(wrongOpenings([{ ...one, ...changed }], files, sha256)).toHaveLength(1)
  })

  it('withholds the same text twice without showing that it is the same', () => {
    const { document } = withhold(['402', '402'], 'x.json', tools)
    const [a, b] = document as { withheld: string }[]
    expect(a?.withheld).not.toBe(b?.withheld)
  })
})

describe('a redacted bundle', () => {
  const key = freshKey()
  const log = new TextEncoder().encode('"1004","90025261"\n')
  const contents = { incident: 'i1', customer: 'default', site: 'main', lost: [], ledger: ledgerOf(7) }
  const [withheld, open] = [
    { path: 'files/aa', bytes: log, name: '', withheld: true },
    { path: 'files/aa', bytes: log, name: '' },
  ] as const
  const bundle = sealBundle({ ...contents, redacted: true, files: [withheld] }, key, sha256)

  it('verifies, with the hash of the file it does not hold and no word of its ledger', () => {
    const { problems, manifest, entries } = verifyBundle(bundle, key.publicText, evidenceVerifier)
    expect([problems, entries]).toEqual([[], 7])
    expect(manifest?.files.find(({ path }) => path === 'files/aa')).toMatchObject({
      bytes: log.length,
      withheld: true,
    })
    const text = new TextDecoder().decode(bundle)
    for (const gone of ['90025261', 'anna', 'calls.saved']) expect(text).not.toContain(gone)
  })

  it('has the chain and the root of the whole one', () => {
    const whole = sealBundle({ ...contents, files: [open] }, key, sha256)
    const root = (archive: Uint8Array) => verifyBundle(archive, null, evidenceVerifier).note?.checkpoint.root
    expect(root(bundle)).toEqual(root(whole))
  })

  it('is refused where something is withheld that the format does not know of', () => {
    const lying = sealBundle({ ...contents, files: [withheld] }, key, sha256)
    expect(verifyBundle(lying, key.publicText, evidenceVerifier).problems.map(({ code }) => code)).toContain(
      'manifest-unreadable',
    )
  })
})
