import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evidenceStore } from '../../src/adapters/storage/evidence.ts'
import { evidenceVerifier } from '../../src/adapters/system/index.ts'
import { readStamp } from '../../src/adapters/system/time-stamp.ts'
import { stampAt } from '../../src/adapters/system/time-stamp-authority.ts'
import { stampLedger } from '../../src/app/flows/stamp-ledger.ts'
import { toHex, utf8Bytes } from '../../src/core/evidence/bytes.ts'
import {
  hashEntry,
  type LedgerEntry,
  sealBundle,
  stampedLedger,
  verifyBundle,
} from '../../src/core/evidence/index.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { freshKey } from '../support/evidence.ts'
import { hasOpenssl, startTsa, type TimeStampAuthority } from '../support/tsa.ts'

const { sha256 } = evidenceVerifier
const key = freshKey()
const HOUR = 3_600_000
let db: TestDatabase
let tsa: TimeStampAuthority
let other: TimeStampAuthority
const clock = { now: Date.now() }

beforeAll(async () => {
  if (!hasOpenssl) return
  db = await testDatabase()
  tsa = await startTsa()
  other = await startTsa()
})
afterAll(async () => {
  await tsa?.close()
  await other?.close()
  await db?.close()
})

const store = () => evidenceStore(db.pool)
const act = () =>
  store().append({
    customer: 'default',
    site: 'main',
    at: clock.now,
    actor: 'ada',
    action: 'incident.note',
    subject: 'i1',
    detail: {},
  })
const stamp = () =>
  stampLedger({
    entries: () => store().entries(),
    append: store().append,
    async stamp(bytes) {
      const { token, ...stamped } = await stampAt(tsa.url, bytes)
      return { ...stamped, token: token.toString('base64') }
    },
    sha256,
    now: () => clock.now,
  })
const ledger = async () => {
  const entries: LedgerEntry[] = []
  for await (const entry of store().entries()) entries.push(entry)
  return entries
}
const sealed = (entries: readonly LedgerEntry[]) =>
  sealBundle(
    { incident: 'i1', customer: 'default', site: 'main', lost: [], ledger: entries, files: [] },
    key,
    sha256,
  )
const verified = (archive: Uint8Array, roots: string | null = tsa.root) =>
  verifyBundle(archive, key.publicText, {
    ...evidenceVerifier,
    readStamp: (token) => readStamp(token, roots),
  })
const codes = (archive: Uint8Array, roots?: string | null) =>
  verified(archive, roots).problems.map(({ code }) => code)
/** Entries as they would stand had they been written like this from the start. */
function chained(entries: readonly LedgerEntry[]): LedgerEntry[] {
  let previousHash = '0'.repeat(64)
  return entries.map((entry, i) => {
    const fact = { ...entry, seq: i + 1 }
    const hash = hashEntry(fact, previousHash, (text) => toHex(sha256(utf8Bytes(text))))
    const linked = { ...fact, previousHash, hash }
    previousHash = hash
    return linked
  })
}

describe.skipIf(!hasOpenssl)(
  `the ledger, stamped${hasOpenssl ? '' : ' (SKIPPED: openssl is missing)'}`,
  () => {
    it('is stamped once a day, when something was written down since; an authority that refuses leaves no trace', async () => {
      expect(await stamp()).toBe(false)
      await act()
      for (const mood of ['refusing', 'silent'] as const) {
        tsa.mood = mood
        await expect(stamp()).rejects.toMatchObject({ code: 'time-stamp-refused' })
      }
      tsa.mood = 'honest'
      expect((await ledger()).map(({ action }) => action)).toEqual(['incident.note'])
      expect(await stamp()).toBe(true)
      await act()
      expect(await stamp()).toBe(false)
      clock.now += 24 * HOUR
      expect(await stamp()).toBe(true)
      clock.now += 24 * HOUR
      expect(await stamp()).toBe(false)
      expect((await ledger()).map(({ action }) => action)).toEqual([
        'incident.note',
        'ledger.stamped',
        'incident.note',
        'ledger.stamped',
      ])
    })

    it('goes into the bundle, and is checked offline: how many entries stood when, by whose clock', async () => {
      const { problems, stamps } = verified(sealed(await ledger()))
      expect(problems).toEqual([])
      expect(stamps).toMatchObject([
        { size: 1, by: 'Test Stamps', trusted: true },
        { size: 3, by: 'Test Stamps', trusted: true },
      ])
      expect(verified(sealed(await ledger()), null).stamps[0]).toMatchObject({ trusted: null })
      expect(codes(sealed(await ledger()), other.root)).toEqual(['stamp-untrusted', 'stamp-untrusted'])
    })

    it('agrees with openssl, asked as the guide says', async () => {
      const entries = await ledger()
      const folder = mkdtempSync(join(tmpdir(), 'ringfence-stamp-'))
      const file = (name: string, content: Uint8Array | string) => {
        writeFileSync(join(folder, name), content)
        return join(folder, name)
      }
      const token = Buffer.from(String(entries[3]?.detail['token']), 'base64')
      const { bytes } = stampedLedger(
        entries.slice(0, 3).map(({ hash }) => hash),
        sha256,
      )
      const ask = (data: Uint8Array) =>
        execFileSync(
          'openssl',
          [
            ...[
              'ts',
              '-verify',
              '-data',
              file('stamped.txt', data),
              '-in',
              file('3.tsr', token),
              '-token_in',
            ],
            ...['-CAfile', file('root.pem', tsa.root)],
          ],
          { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
        )
      expect(ask(bytes)).toContain('Verification: OK')
      expect(() => ask(utf8Bytes('another'))).toThrow()
      rmSync(folder, { recursive: true })
    })

    it('does not pass when it stamps another ledger, is damaged, or an entry behind it is dated before it', async () => {
      const entries = await ledger()
      const [note, stamped] = entries as [LedgerEntry, LedgerEntry]
      expect(codes(sealed(chained([{ ...note, actor: 'eve' }, stamped])))).toEqual(['stamp-other'])
      const token = Buffer.from(String(stamped.detail['token']), 'base64')
      const damaged = (change: (bytes: Buffer) => Buffer) => ({
        ...stamped,
        detail: { ...stamped.detail, token: change(Buffer.from(token)).toString('base64') },
      })
      expect(codes(sealed(chained([note, damaged((bytes) => bytes.subarray(0, -1))])))).toEqual([
        'stamp-unreadable',
      ])
      const last = damaged((bytes) =>
        Buffer.concat([bytes.subarray(0, -1), Buffer.of((bytes.at(-1) ?? 0) ^ 1)]),
      )
      expect(codes(sealed(chained([note, last])))).toEqual(['stamp-signature'])
      // Chain, root and signature fit; the clock of somebody else does not.
      const days = 30 * 24 * HOUR
      const early = (entry: LedgerEntry) => ({ ...entry, at: entry.at - days })
      expect(codes(sealed(chained([note, early(stamped)])))).toEqual(['ledger-back-dated'])
      const all = chained([early(note)])
      const { bytes, size } = stampedLedger([all[0]?.hash ?? ''], sha256)
      const fresh = (await stampAt(tsa.url, bytes)).token.toString('base64')
      const made = { ...stamped, detail: { ...stamped.detail, size, token: fresh } }
      expect(codes(sealed(chained([early(note), early(made)])))).toEqual(['ledger-back-dated'])
    })
  },
)
