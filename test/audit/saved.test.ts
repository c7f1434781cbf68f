import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AuditHouse, auditHouse } from '../support/audits.ts'

const place = { customer: 'default', site: 'main' }
const DAY = 86_400_000
const MANAGER = (more: string): string =>
  `[general]\nenabled=yes\nport=5038\n${more}\n[crm]\nsecret=cAnary-1-Zx9\npermit=127.0.0.1/32\ndeny=0.0.0.0/0\n`
const CLOSED = MANAGER('bindaddr=127.0.0.1')
const OPEN = MANAGER('bindaddr=0.0.0.0')

let house: AuditHouse
let folder: string
beforeAll(async () => {
  house = await auditHouse()
  folder = await mkdtemp(join(tmpdir(), 'rf-saved-'))
})
afterAll(async () => {
  await house.close()
  await rm(folder, { recursive: true, force: true })
})

const sent = (files: Parameters<AuditHouse['sent']>[0]) => house.sent(files)
const ledger = async () => {
  const { rows } = await house.database.pool.query<{ action: string; detail: unknown }>(
    'SELECT action, detail FROM ledger ORDER BY seq',
  )
  return rows
}

describe('an audit that is kept', () => {
  it('is none while there is none', async () => {
    await expect(house.audits.get(place, 'latest')).rejects.toMatchObject({ code: 'audit-unknown' })
    expect((await house.audits.list(place, 10)).items).toEqual([])
  })

  it('says what was found and keeps no file and no secret of what was sent', async () => {
    const { id } = await sent({ 'manager.conf': CLOSED })
    const view = await house.audits.get(place, id)
    expect(view).toMatchObject({
      id,
      by: 'ada',
      source: { kind: 'files', names: ['manager.conf'] },
      drift: null,
    })
    expect(view.score).toBeGreaterThan(0)
    expect(view.coverage).toBeLessThan(100)
    expect(view.notAssessed.length).toBeGreaterThan(0)
    expect(await house.left()).toEqual([])
    const { rows } = await house.database.pool.query<{ text: string }>(
      `SELECT a::text AS text FROM audit a UNION ALL SELECT l::text FROM ledger l`,
    )
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.filter(({ text }) => text.includes('cAnary'))).toEqual([])
    expect((await ledger()).at(-1)).toMatchObject({ action: 'audit.made', detail: { source: 'files' } })
  })

  it('leaves nothing behind when the files are none', async () => {
    await expect(sent({ 'picture.png': new Uint8Array([1, 0, 2]) })).rejects.toMatchObject({
      code: 'config-none',
    })
    expect(await house.left()).toEqual([])
  })

  it('says what got worse, and tells those concerned', async () => {
    house.clock.now += DAY
    const { id } = await sent({ 'manager.conf': OPEN })
    const { drift } = await house.audits.get(place, id)
    expect(drift?.appeared.map(({ check }) => check)).toContain('ADM-003')
    expect(drift?.gone).toEqual([])
    expect(house.told).toHaveLength(1)
    expect(house.told[0]).toMatchObject({
      audit: id,
      lines: expect.arrayContaining([expect.stringMatching(/ADM-003/)]),
    })
    const { checks } = await house.audits.checks(place, 'latest')
    expect(checks.find(({ check }) => check === 'ADM-003')).toMatchObject({
      status: 'fail',
      places: 1,
      appeared: 1,
    })
  })

  it('concludes nothing from what it was not given', async () => {
    house.clock.now += DAY
    const { id } = await sent({ 'rtp.conf': '[general]\nrtpstart=10000\nrtpend=20000\n' })
    const { drift } = await house.audits.get(place, id)
    expect(drift?.appeared).toEqual([])
    expect(drift?.gone).toEqual([])
    expect(drift?.notSeen).toBeGreaterThan(0)
    expect(house.told).toHaveLength(1)
  })

  it('names what is gone', async () => {
    house.clock.now += 1
    await sent({ 'manager.conf': OPEN })
    house.clock.now += 1
    const { id } = await sent({ 'manager.conf': CLOSED })
    const { drift } = await house.audits.get(place, id)
    expect(drift?.gone.map(({ check }) => check)).toContain('ADM-003')
  })

  it('is read from a zip as from a tar, with the same evidence', async () => {
    await writeFile(join(folder, 'manager.conf'), OPEN)
    execFileSync('tar', ['-czf', join(folder, 'etc.tgz'), '-C', folder, 'manager.conf'])
    execFileSync('python3', ['-m', 'zipfile', '-c', 'etc.zip', 'manager.conf'], { cwd: folder })
    for (const name of ['etc.tgz', 'etc.zip']) {
      house.clock.now += 1
      const { id } = await sent({ [name]: await readFile(join(folder, name)) })
      const { on } = await house.audits.check(place, id, 'ADM-003')
      expect(on[0]?.evidence).toEqual({ file: `${name}/manager.conf`, line: 4, text: 'bindaddr = 0.0.0.0' })
    }
  })

  it('comes newest first, in pages', async () => {
    const first = await house.audits.list(place, 2)
    expect(first.items).toHaveLength(2)
    const next = await house.audits.list(place, 100, first.nextCursor ?? '')
    const ids = [...first.items, ...next.items].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(next.nextCursor).toBeNull()
    const at = [...first.items, ...next.items].map((each) => each.at)
    expect(at).toEqual(at.toSorted().toReversed())
  })
})

describe('an accepted risk', () => {
  const risk = { resources: ['ami [general]'], reason: 'Reached over the VPN alone.', owner: 'Dana Ferro' }

  it('is one the latest audit finds, and ends within two years', async () => {
    house.clock.now += 1
    await sent({ 'manager.conf': OPEN })
    const [on] = (await house.audits.check(place, 'latest', 'ADM-003')).on
    risk.resources = [on?.resource ?? '']
    const accept = (check: string, until: string) =>
      house.audits.accept(place, check, { ...risk, until }, 'ada')
    await expect(accept('ADM-001', '2026-06-01')).rejects.toMatchObject({ code: 'not-failing' })
    await expect(accept('ADM-003', '2026-03-01')).rejects.toMatchObject({ code: 'until-invalid' })
    await expect(accept('ADM-003', '2036-03-01')).rejects.toMatchObject({ code: 'until-invalid' })
  })

  it('is no longer what to mend first, counts in the score all the same, and is in the ledger', async () => {
    const before = await house.audits.get(place, 'latest')
    await house.audits.accept(place, 'ADM-003', { ...risk, until: '2026-06-01' }, 'ada')
    const after = await house.audits.get(place, 'latest')
    expect(before.fixes.map(({ check }) => check)).toContain('ADM-003')
    expect(after.fixes.map(({ check }) => check)).not.toContain('ADM-003')
    expect([after.accepted, after.score]).toEqual([1, before.score])
    expect((await ledger()).at(-1)).toMatchObject({
      action: 'audit.risk-accepted',
      detail: { owner: 'Dana Ferro', until: '2026-06-01', reason: risk.reason },
    })
  })

  it('ends by itself', async () => {
    house.clock.now = Date.parse('2026-06-02T00:00:00Z')
    const view = await house.audits.get(place, 'latest')
    expect(view.accepted).toBe(0)
    expect(view.fixes.map(({ check }) => check)).toContain('ADM-003')
    const [on] = (await house.audits.check(place, 'latest', 'ADM-003')).on
    expect(on?.risk).toMatchObject({ expired: true, owner: 'Dana Ferro' })
  })

  it('can be taken back, once', async () => {
    await house.audits.accept(place, 'ADM-003', { ...risk, until: '2026-07-01' }, 'ada')
    const [on] = (await house.audits.check(place, 'latest', 'ADM-003')).on
    const id = on?.risk?.id ?? ''
    expect(on?.risk?.expired).toBe(false)
    await house.audits.takeBack(place, id, 'ada')
    expect((await house.audits.get(place, 'latest')).accepted).toBe(0)
    await expect(house.audits.takeBack(place, id, 'ada')).rejects.toMatchObject({ code: 'risk-unknown' })
  })
})

describe('an attestation', () => {
  const answer = {
    answer: 'pass',
    by: 'Dana Ferro',
    on: '2026-06-01',
    validDays: 30,
    note: 'looked',
  } as const

  it('answers a manual check while it holds, and is in the ledger', async () => {
    const before = await house.audits.get(place, 'latest')
    expect(before.manual.map(({ check }) => check)).toContain('MFA-004')
    await house.audits.attest(place, 'MFA-004', answer, 'ada')
    const after = await house.audits.get(place, 'latest')
    expect(after.manual.map(({ check }) => check)).not.toContain('MFA-004')
    const assessed = ({ areas }: typeof before) => areas.reduce((sum, area) => sum + area.assessed, 0)
    expect(assessed(after)).toBe(assessed(before) + 1)
    expect((await ledger()).at(-1)).toMatchObject({ action: 'audit.attested', detail: { by: 'Dana Ferro' } })
    const check = await house.audits.check(place, 'latest', 'MFA-004')
    expect(check).toMatchObject({ status: 'pass', attested: { on: '2026-06-01', by: 'Dana Ferro' } })
    expect(check.ask).not.toBeNull()
    house.clock.now += 40 * DAY
    expect((await house.audits.check(place, 'latest', 'MFA-004')).status).toBe('manual')
  })

  it('is of a check that a person can answer, and of a day that has been', async () => {
    const attest = (check: string, on: string) => house.audits.attest(place, check, { ...answer, on }, 'ada')
    await expect(attest('ADM-003', '2026-06-01')).rejects.toMatchObject({ code: 'check-unknown' })
    await expect(attest('MFA-004', '2030-01-01')).rejects.toMatchObject({ code: 'day-invalid' })
  })
})

it('leaves each act of a person in the ledger', async () => {
  const { rows } = await house.database.pool.query<{ action: string }>(
    "SELECT DISTINCT action FROM ledger WHERE action LIKE 'audit%'",
  )
  expect(rows.map(({ action }) => action).sort()).toEqual([
    'audit.attested',
    'audit.made',
    'audit.risk-accepted',
    'audit.risk-taken-back',
  ])
})
