import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { freshKey, ledgerOf } from '../../../test/support/evidence.ts'
import { evidenceVerifier } from '../../adapters/system/index.ts'
import { fromHex, toHex, utf8Bytes, utf8Text } from './bytes.ts'
import { hashEntry, type LedgerEntry, sealBundle, verifyBundle } from './index.ts'
import { merkleRoot } from './merkle.ts'
import { readNote } from './signed-note.ts'
import { readZip, writeZip, type ZipFile } from './zip.ts'

const { sha256 } = evidenceVerifier
const key = freshKey()
const text = (value: string) => new TextEncoder().encode(value)
const files = [
  { path: 'incident.json', bytes: text('{"id":"i1"}\n'), name: '' },
  { path: 'files/aa', bytes: text('"1004","90025261…"\n'), name: 'Master.csv' },
]
const contents = { incident: 'i1', customer: 'default', site: 'main', lost: [], ledger: ledgerOf(7), files }
const bundle = sealBundle(contents, key, sha256)
const check = (archive: Uint8Array, trusted: string | null = key.publicText) =>
  verifyBundle(archive, trusted, evidenceVerifier)
const codes = (archive: Uint8Array, trusted?: string | null) => [
  ...new Set(check(archive, trusted).problems.map(({ code }) => code)),
]
/** The bundle with one of its files changed, packed again as a ZIP should be. */
const with_ = (path: string, change: (text: string) => string): Uint8Array =>
  writeZip(
    readZip(bundle).files.map(
      (file): ZipFile =>
        file.path === path ? { path, bytes: text(change(new TextDecoder().decode(file.bytes))) } : file,
    ),
  )
const ledger = (change: (lines: string[]) => string[]) =>
  with_('ledger.jsonl', (whole) => change(whole.trimEnd().split('\n')).join('\n').concat('\n'))

describe('a bundle', () => {
  it('as written verifies, with the key it carries and with the one that was given', () => {
    expect(check(bundle).problems).toEqual([])
    expect(check(bundle, null).problems).toEqual([])
    expect(check(bundle).entries).toBe(7)
  })

  it('is the same bytes from the same ledger and files, in whatever order they come', () => {
    expect(sealBundle({ ...contents, files: [...files].reverse() }, key, sha256)).toEqual(bundle)
  })

  it('shows others only their place in the chain', () => {
    const [, , third = ''] = utf8Text(
      readZip(bundle).files.find(({ path }) => path === 'ledger.jsonl')?.bytes ?? bundle,
    ).split('\n')
    expect(Object.keys(JSON.parse(third))).toEqual(['hash', 'previousHash', 'seq'])
  })

  it('is refused when cut anywhere, and when something follows it', () => {
    for (let length = 0; length < bundle.length; length += 13)
      expect(check(bundle.subarray(0, length)).problems.length).toBeGreaterThan(0)
    expect(codes(Uint8Array.from([...bundle, 0]))).toEqual(['archive-changed'])
  })

  it('names a file that was added, dropped, changed or put in twice', () => {
    const { files: all } = readZip(bundle)
    expect(codes(writeZip([...all, { path: 'note.txt', bytes: text('hello') }]))).toEqual(['file-unlisted'])
    expect(codes(writeZip(all.filter(({ path }) => path !== 'files/aa')))).toEqual(['file-missing'])
    expect(codes(with_('files/aa', () => 'nothing to see\n'))).toEqual(['file-changed'])
    const twice = codes(writeZip([...all, { path: 'files/aa', bytes: text('x') }]))
    expect(twice).toEqual(expect.arrayContaining(['file-twice', 'archive-changed']))
  })

  it('names what was done to the ledger', () => {
    const back = (line: string) => line.replace(/"at":\d+/, '"at":1500000000000')
    expect(codes(ledger((lines) => lines.filter((_, i) => i !== 3)))).toEqual(
      expect.arrayContaining(['ledger-out-of-order', 'ledger-unlinked', 'ledger-truncated']),
    )
    expect(codes(ledger(([a = '', b = '', ...rest]) => [b, a, ...rest]))).toContain('ledger-unlinked')
    expect(codes(ledger(([a = '', ...rest]) => [a, a, ...rest]))).toContain('ledger-out-of-order')
    expect(codes(ledger(([a = '', ...rest]) => [back(a), ...rest]))).toContain('ledger-altered')
    expect(codes(ledger((lines) => lines.slice(0, -2)))).toContain('ledger-truncated')
    expect(codes(ledger((lines) => lines.map((line) => line.replace('"breach"', '"clear"'))))).toContain(
      'ledger-altered',
    )
  })

  it('does not pass when an entry is dated back, though chain, root and signature were made to fit', () => {
    const entries = ledgerOf(7)
    const dated = (at: number) => {
      const last = { ...(entries[6] as LedgerEntry), at }
      const hash = hashEntry(last, last.previousHash, (each) => toHex(sha256(utf8Bytes(each))))
      return sealBundle({ ...contents, ledger: [...entries.slice(0, 6), { ...last, hash }] }, key, sha256)
    }
    const before = entries[4]?.at ?? 0
    expect(codes(dated(before - 3_600_001))).toEqual(['ledger-back-dated'])
    expect(codes(dated(before))).toEqual([])
  })

  it('does not pass when its chain was made anew, or it was signed with another key', () => {
    const forged = ledgerOf(7).map((entry): LedgerEntry => ({ ...entry, at: entry.at - 86_400_000 }))
    let previousHash = '0'.repeat(64)
    const chain = forged.map((entry) => {
      const hash = hashEntry(entry, previousHash, (each) => toHex(sha256(utf8Bytes(each))))
      const linked = { ...entry, previousHash, hash }
      previousHash = hash
      return linked
    })
    expect(codes(ledger(() => chain.map((entry) => JSON.stringify(entry))))).toContain('ledger-unreadable')
    const other = freshKey()
    const whole = sealBundle({ ...contents, ledger: chain }, other, sha256)
    expect(codes(whole)).toContain('key-other')
    expect(codes(whole, null)).toEqual([])
  })
})

describe('the checkpoint', () => {
  it('is a signed note of five lines', () => {
    const note = utf8Text(
      readZip(bundle).files.find(({ path }) => path === 'checkpoint.txt')?.bytes ?? bundle,
    )
    expect(note.split('\n').slice(0, 2)).toEqual(['ringfence/test', '7'])
    expect(readNote(note)?.checkpoint.size).toBe(7)
    expect(readNote(note.replace('\n7\n', '\n07\n'))).toBeNull()
  })
})

describe('the Merkle tree', () => {
  // RFC 6962 by its own definition, beside the stack.
  const hash = (...parts: Uint8Array[]) =>
    new Uint8Array(createHash('sha256').update(Buffer.concat(parts)).digest())
  const rootOf = (leaves: Uint8Array[]): Uint8Array => {
    if (leaves.length === 1) return hash(Uint8Array.of(0), leaves[0] as Uint8Array)
    let half = 1
    while (half * 2 < leaves.length) half *= 2
    return hash(Uint8Array.of(1), rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)))
  }
  it('has the root of RFC 6962 for every size', () => {
    const leaves = ledgerOf(40).map((entry) => fromHex(entry.hash))
    for (let size = 1; size <= leaves.length; size++)
      expect(toHex(merkleRoot(leaves.slice(0, size), sha256))).toBe(toHex(rootOf(leaves.slice(0, size))))
    expect(toHex(merkleRoot([], sha256))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
  })
})

describe('UTF-8 without a machine', () => {
  it('is what the machine writes and reads', () => {
    for (const each of ['', 'a', 'büro', '—', '😀', 'ok\u0000\u07ff\u0800\uffff']) {
      expect(utf8Bytes(each)).toEqual(text(each))
      expect(utf8Text(text(each))).toBe(each)
    }
    expect(utf8Text(Uint8Array.of(0xc0, 0x80, 0x41, 0xe2, 0x82))).toMatch(/^\ufffd+A\ufffd+$/)
  })
})
