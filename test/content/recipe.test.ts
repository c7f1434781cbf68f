import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { evidenceVerifier } from '../../src/adapters/system/index.ts'
import { hashEntry, type LedgerEntry, sealBundle } from '../../src/core/evidence/index.ts'
import { freshKey, ledgerOf } from '../support/evidence.ts'

// The program in docs/guides/verify-evidence.md shares no code with ours: it must agree with it.
const guide = readFileSync(new URL('../../docs/guides/verify-evidence.md', import.meta.url), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'ringfence-recipe-'))
afterAll(() => rmSync(folder, { recursive: true }))
const key = freshKey()
const bundle = sealBundle(
  {
    incident: 'i1',
    customer: 'default',
    site: 'main',
    lost: [],
    ledger: ledgerOf(11),
    files: [{ path: 'files/aa', bytes: new TextEncoder().encode('Büro\n'), name: 'Master.csv' }],
  },
  key,
  evidenceVerifier.sha256,
)
writeFileSync(join(folder, 'verify.mjs'), /```js\n([\s\S]*?)```/.exec(guide)?.[1] ?? '')

function recipe(archive: Uint8Array, ...args: string[]): string {
  writeFileSync(join(folder, 'bundle.zip'), archive)
  try {
    return execFileSync(process.execPath, [join(folder, 'verify.mjs'), join(folder, 'bundle.zip'), ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  } catch (error) {
    return String((error as { stdout: string }).stdout) || 'NOT whole: it could not be read'
  }
}

it('accepts a bundle of ours, with the key it carries and with one that was given', () => {
  expect(recipe(bundle)).toMatch(/^whole: 5 files, 11 ledger entries/)
  expect(recipe(bundle, key.publicText.trim())).toMatch(/^whole/)
  expect(recipe(bundle, freshKey().publicText.trim())).toMatch(/^NOT whole: signed with another key/)
})

it('accepts a redacted one, whose withheld file it cannot see', () => {
  const contents = { incident: 'i1', customer: 'default', site: 'main', lost: [], ledger: ledgerOf(3) }
  const file = {
    path: 'files/aa',
    bytes: new TextEncoder().encode('Büro\n'),
    name: '',
    withheld: true,
  } as const
  const redacted = sealBundle({ ...contents, redacted: true, files: [file] }, key, evidenceVerifier.sha256)
  expect(recipe(redacted)).toMatch(/^whole: 4 files, 3 ledger entries/)
})

it('refuses one with an entry that is dated back, however well it was made', () => {
  const ledger = ledgerOf(5)
  const last = { ...(ledger[4] as LedgerEntry), at: (ledger[0]?.at ?? 0) - 3_600_001 }
  const hash = hashEntry(last, last.previousHash, (text) => createHash('sha256').update(text).digest('hex'))
  const contents = { incident: 'i1', customer: 'default', site: 'main', lost: [], files: [] }
  const made = sealBundle(
    { ...contents, ledger: [...ledger.slice(0, 4), { ...last, hash }] },
    key,
    evidenceVerifier.sha256,
  )
  expect(recipe(made)).toMatch(/^NOT whole: ledger entry 5 is dated back/)
})

it('refuses bundles with one bit changed', () => {
  for (let n = 0; n < 8; n++) {
    const at = Math.floor((bundle.length * (n + 0.5)) / 8)
    const changed = Uint8Array.from(bundle)
    changed[at] = (changed[at] as number) ^ (1 << (n % 8))
    expect(recipe(changed)).toMatch(/^NOT whole/)
  }
})
