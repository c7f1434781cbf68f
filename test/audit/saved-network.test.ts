import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AuditHouse, auditHouse } from '../support/audits.ts'

const place = { customer: 'default', site: 'main' }
const DAY = 86_400_000
const EXAMPLE = join(import.meta.dirname, '../../content/sites/example')
const CLOSED = '[general]\nenabled=yes\nport=5038\nbindaddr=127.0.0.1\n'

let house: AuditHouse
let folder: string
beforeAll(async () => {
  house = await auditHouse()
  folder = await mkdtemp(join(tmpdir(), 'rf-network-'))
})
afterAll(async () => {
  await house.close()
  await rm(folder, { recursive: true, force: true })
})

const ledger = async () => {
  const { rows } = await house.database.pool.query<{ action: string }>(
    'SELECT action FROM ledger ORDER BY seq',
  )
  return rows
}

describe('firewalls and devices', () => {
  it('answer from what was understood of them, after the files are gone', async () => {
    house.clock.now += 1
    execFileSync('tar', [
      '-czf',
      join(folder, 'site.tgz'),
      '-C',
      EXAMPLE,
      'zones.yaml',
      'inventory.yaml',
      'edge.rules',
      'edge6.rules',
      'pbx.rules',
    ])
    const { id } = await house.sent({ 'site.tgz': await readFile(join(folder, 'site.tgz')) })
    const reach = await house.audits.reach(place, id)
    expect(reach.zones.map(({ name }) => name)).toEqual(['internet', 'voice', 'data', 'pbx'])
    expect(reach.cells).toHaveLength(12 * reach.services.length)
    expect(reach.questions.length).toBeGreaterThan(5)
    expect(reach.dead).not.toBeNull()
    const open = reach.cells.find(({ answer }) => answer === 'always' || answer === 'conditional')
    if (!open) throw new Error('nothing is open in the example')
    const cell = await house.audits.cell(place, id, open)
    expect(cell.witness).not.toBeNull()
    expect(cell.decidedBy[0]?.file).toMatch(/^site\.tgz\/.*\.rules$/)
    const answer = await house.audits.ask(place, id, { from: 'data', to: 'pbx', proto: 'udp', port: '5060' })
    expect(['always', 'never', 'conditional']).toContain(answer.answer)
    const command = await import('../../src/app/reach.ts')
    const direct = await command.reach({
      rules: [],
      zones: join(EXAMPLE, 'zones.yaml'),
      from: 'data',
      to: 'pbx',
      proto: 'udp',
      port: '5060',
    })
    expect([answer.answer, answer.witness]).toEqual([direct.answer, direct.witness])
    const { devices } = await house.audits.devices(place, id)
    expect(devices.map(({ name, from }) => [name, from])).toContainEqual(['reception phone', 'inventory'])
    expect(devices.some(({ advisories }) => advisories.length > 0)).toBe(true)
    await expect(house.audits.ask(place, id, { from: 'nowhere', to: 'pbx' })).rejects.toMatchObject({
      code: 'zone-unknown',
    })
  })

  it('are closed by rules that the same analysis tries, but for the trunks that are kept', async () => {
    const files = await Promise.all(
      ['zones.yaml', 'edge.rules', 'edge6.rules', 'pbx.rules'].map(
        async (name) => [name, await readFile(join(EXAMPLE, name), 'utf8')] as const,
      ),
    )
    const { id } = await house.sent(Object.fromEntries(files))
    const open = { from: 'data', to: 'pbx', proto: 'tcp', port: '443' }
    const [before, closing] = await Promise.all([
      house.audits.ask(place, id, open),
      house.audits.close(place, id, { ...open, keep: '10.0.30.9' }),
    ])
    expect(before.answer).not.toBe('never')
    expect([closing.before, closing.after]).toEqual([before.answer, 'never'])
    expect(closing.rules.length).toBeGreaterThan(0)
    expect(closing.rules[0]?.commands.join('\n')).toContain('-s 10.0.30.9 -j RETURN')
    expect(closing.changes?.opened).toEqual([])
    expect(closing.changes?.closed.length).toBeGreaterThan(0)
    await expect(house.audits.close(place, id, { ...open, keep: 'nobody' })).rejects.toMatchObject({
      code: 'zone-unknown',
    })
  })

  it('are none where no rules were given', async () => {
    house.clock.now += 1
    const { id } = await house.sent({ 'manager.conf': CLOSED })
    await expect(house.audits.ask(place, id, { from: 'any', to: 'any' })).rejects.toMatchObject({
      code: 'rules-missing',
    })
    expect(await house.audits.reach(place, id)).toMatchObject({ zones: [], dead: null })
  })
})

describe('what a site is connected to', () => {
  it('cannot be audited where it tells nothing', async () => {
    await expect(house.audits.connected(place, 'ada')).rejects.toMatchObject({ code: 'nothing-to-audit' })
  })

  it('is read again by itself when it is due, and says why when it cannot be', async () => {
    house.connected = {
      files: [{ path: '/etc/asterisk/manager.conf', text: CLOSED, mode: 0o640 }],
      registered: [{ account: '1001', address: '192.0.2.77', userAgent: 'Yealink SIP-T46S 66.85.0.5' }],
    }
    const plan = await house.audits.savePlan(place, { every: 'day', zones: '' }, 'ada')
    expect(plan.systems).toEqual(['Asterisk 192.0.2.5'])
    await house.audits.attend()
    expect((await house.audits.get(place, 'latest')).source.kind).toBe('files')
    house.clock.now += DAY
    await house.audits.attend()
    const view = await house.audits.get(place, 'latest')
    expect([view.source.kind, view.by]).toEqual(['connections', 'system:audit'])
    const { devices } = await house.audits.devices(place, 'latest')
    expect(devices).toMatchObject([
      { name: '1001', vendor: 'Yealink', product: 'T46S', version: '66.85.0.5', from: 'registration' },
    ])
    house.connected = null
    house.clock.now += DAY
    await house.audits.attend()
    expect((await house.audits.plan(place)).problem).toMatch(/tells its configuration/)
    expect((await ledger()).at(-1)).toMatchObject({ action: 'audit.failed' })
  })

  it('is not read while nobody planned it', async () => {
    await house.audits.savePlan(place, { every: 'never', zones: '' }, 'ada')
    const before = (await ledger()).length
    house.clock.now += 30 * DAY
    await house.audits.attend()
    expect((await ledger()).length).toBe(before)
  })

  it('takes zones that are right, and names every line that is not', async () => {
    const save = (zones: string) => house.audits.savePlan(place, { every: 'never', zones }, 'ada')
    await expect(save('zones:\n  pbx: [1]\n')).rejects.toMatchObject({ code: 'file-invalid' })
    expect((await save('zones:\n  pbx: 10.0.0.5\n')).zones).toContain('10.0.0.5')
  })
})
