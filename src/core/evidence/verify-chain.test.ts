import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import { genesis, hashEntry, type LedgerEntry, verifyChain } from './index.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function chain(length: number): LedgerEntry[] {
  const entries: LedgerEntry[] = []
  let previousHash = genesis.hash
  for (let seq = 1; seq <= length; seq++) {
    const fact = {
      seq,
      customer: 'default',
      site: seq % 2 ? 'main' : null,
      at: 1_772_831_051_000 + seq,
      actor: 'p1',
      action: 'investigation.created',
      subject: `i${seq}`,
      detail: { files: seq, names: ['Master.csv'] },
    }
    const hash = hashEntry(fact, previousHash, sha256)
    entries.push({ ...fact, previousHash, hash })
    previousHash = hash
  }
  return entries
}

describe('a chain', () => {
  it('as written has no problems and ends at its last entry', () => {
    const entries = chain(5)
    expect(verifyChain(entries, sha256)).toEqual({ head: { seq: 5, hash: entries[4]?.hash }, problems: [] })
  })

  it('can be checked in pages', () => {
    const entries = chain(10)
    const first = verifyChain(entries.slice(0, 4), sha256)
    expect(verifyChain(entries.slice(4), sha256, first.head)).toEqual(verifyChain(entries, sha256))
  })

  const changes: [string, (e: LedgerEntry) => LedgerEntry][] = [
    ['customer', (e) => ({ ...e, customer: 'other' })],
    ['site', (e) => ({ ...e, site: e.site ? null : 'main' })],
    ['at', (e) => ({ ...e, at: e.at + 1 })],
    ['actor', (e) => ({ ...e, actor: 'p2' })],
    ['action', (e) => ({ ...e, action: 'investigation.removed' })],
    ['subject', (e) => ({ ...e, subject: 'i9' })],
    ['detail', (e) => ({ ...e, detail: { ...e.detail, files: 0 } })],
  ]
  it.each(changes)('shows a changed %s, at the entry and only there', (_, change) => {
    const entries = chain(5).map((e) => (e.seq === 3 ? change(e) : e))
    expect(verifyChain(entries, sha256).problems.map(({ seq, kind }) => ({ seq, kind }))).toEqual([
      { seq: 3, kind: 'altered' },
    ])
  })

  it('shows a changed entry whose hash was made to fit, at the one after', () => {
    const entries = chain(5).map((e) => {
      if (e.seq !== 3) return e
      const forged = { ...e, actor: 'p2' }
      return { ...forged, hash: hashEntry(forged, e.previousHash, sha256) }
    })
    expect(verifyChain(entries, sha256).problems.map(({ seq, kind }) => ({ seq, kind }))).toEqual([
      { seq: 4, kind: 'unlinked' },
    ])
  })

  it.each([1, 3])('shows that entry %i is missing', (seq) => {
    const kinds = verifyChain(
      chain(5).filter((e) => e.seq !== seq),
      sha256,
    ).problems.map((p) => `${p.seq} ${p.kind}`)
    expect(kinds).toEqual([`${seq + 1} out-of-order`, `${seq + 1} unlinked`])
  })

  it('shows two entries that changed places', () => {
    const [a, b, c] = chain(3) as [LedgerEntry, LedgerEntry, LedgerEntry]
    expect(verifyChain([a, c, b], sha256).problems.length).toBeGreaterThan(0)
  })
})

describe('the canonical text of a value', () => {
  it('sorts keys by code unit at every depth and keeps the order of arrays', () => {
    expect(canonicalJson({ b: [{ z: 1, a: 2 }, 3], a: null, é: 'ü', Z: true })).toBe(
      '{"Z":true,"a":null,"b":[{"a":2,"z":1},3],"é":"ü"}',
    )
  })

  it('says the same as JSON and does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(text)
      }),
    )
  })

  it('leaves out what JSON cannot hold', () => {
    expect(canonicalJson({ a: undefined, b: [undefined, Number.NaN], c: () => 1 })).toBe('{"b":[null,null]}')
  })
})
