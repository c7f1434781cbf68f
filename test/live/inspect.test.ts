import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asterisk } from '../../src/adapters/connectors/asterisk/index.ts'
import type { Connection } from '../../src/adapters/connectors/kit.ts'
import { nftables } from '../../src/adapters/connectors/nftables/index.ts'
import { managers, phones } from '../support/asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from '../support/asterisk/pbx.ts'
import { register } from '../support/asterisk/sip.ts'
import { type AuditHouse, auditHouse } from '../support/audits.ts'
import { canFilter, createWire, type Wire } from '../support/namespaces.ts'

// What connected systems tell of themselves, audited as it is.

const place = { customer: 'default', site: 'main' }
const tools = {
  now: Date.now,
  random: () => '',
  saveSettings: async () => undefined,
  cursor: { read: async () => '', write: async () => undefined },
}

let house: AuditHouse
beforeAll(async () => {
  house = await auditHouse()
}, 60_000)
afterAll(() => house?.close())

/** The audit of what a connection tells now. */
async function audited(connection: Connection): Promise<string> {
  const { inspector } = connection
  if (!inspector) throw new Error('it tells nothing')
  house.connected = {
    files: await inspector.tells.files(),
    registered: await inspector.tells.registered(),
  }
  house.clock.now += 1
  return (await house.audits.connected(place, 'ada')).id
}

describe.skipIf(!hasAsterisk)('a real Asterisk', () => {
  let pbx: Pbx
  const open = (given: object = {}): Connection =>
    asterisk.open(
      asterisk.parse({
        host: pbx.address,
        port: 5038,
        user: 'all',
        secret: managers['all']?.secret,
        configDir: join(pbx.dir, 'etc'),
        ...given,
      }),
      tools,
    )
  beforeAll(async () => {
    pbx = await startPbx()
  }, 60_000)
  afterAll(() => pbx?.remove())

  it('is audited by its own files, with the phones that are registered and what they say they are', async () => {
    const phone = {
      account: '1002',
      password: phones['1002'] ?? '',
      from: pbx.block.address(11),
      userAgent: 'Yealink SIP-T46S 66.85.0.5',
    }
    expect((await register(pbx, phone)).ok).toBe(true)
    const connection = open()
    const id = await audited(connection)
    await connection.close()
    const { checks } = await house.audits.checks(place, id)
    expect(checks.find(({ check }) => check === 'PW-014')?.status).toBe('fail')
    const { on } = await house.audits.check(place, id, 'PW-014')
    expect(on[0]?.evidence?.file).toMatch(/\/etc\/[a-z]+\.conf$/)
    const { devices } = await house.audits.devices(place, id)
    expect(devices).toContainEqual(
      expect.objectContaining({
        name: '1002',
        vendor: 'Yealink',
        product: 'T46S',
        version: '66.85.0.5',
        from: 'registration',
      }),
    )
    const { rows } = await house.database.pool.query<{ text: string }>(
      'SELECT audit::text AS text FROM audit',
    )
    for (const secret of [...Object.values(phones), managers['all']?.secret ?? ''])
      expect(rows.some(({ text }) => text.includes(secret))).toBe(false)
  }, 60_000)

  it('whose folder cannot be read here says so, and one without a folder tells nothing', async () => {
    const lost = open({ configDir: join(pbx.dir, 'nowhere') })
    await expect(lost.inspector?.tells.files()).rejects.toMatchObject({ code: 'config-dir-unreadable' })
    await lost.close()
    const plain = open({ configDir: undefined })
    expect(plain.inspector).toBeUndefined()
    await plain.close()
  })
})

const problem = await canFilter()
if (problem !== null) console.warn(`SKIPPED: firewall as it is: ${problem}`)

describe.skipIf(problem !== null)('a real nftables', () => {
  let wire: Wire
  beforeAll(async () => {
    wire = await createWire(['192.0.2.66'])
  }, 60_000)
  afterAll(() => wire?.close())

  it('is asked by the rules in force, and says what changes with them', async () => {
    const nft = (...words: string[]) => wire.run('nft', ...words)
    await nft('add', 'table', 'inet', 'house')
    await nft('add', 'chain', 'inet', 'house', 'in', '{ type filter hook input priority 0; policy drop; }')
    const connection = nftables.open(nftables.parse({ netns: wire.pbx }), tools)
    const wish = { from: 'any', to: '192.0.2.1', proto: 'tcp', port: '5038' }
    const shut = await audited(connection)
    expect((await house.audits.ask(place, shut, wish)).answer).toBe('never')
    await nft('add', 'rule', 'inet', 'house', 'in', 'tcp', 'dport', '5038', 'accept')
    const open = await audited(connection)
    const answer = await house.audits.ask(place, open, wish)
    expect(answer.answer).toBe('always')
    expect(answer.decidedBy[0]?.file).toBe(`nftables ${wire.pbx}`)
    const { drift } = await house.audits.get(place, open)
    expect(drift?.appeared.map(({ check }) => check)).toContain('FW-005')
    expect(house.told.at(-1)).toMatchObject({ audit: open, severity: 'critical' })
    await connection.close()
  }, 60_000)
})
