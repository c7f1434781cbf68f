import { userInfo } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection, ConnectorTools } from '../../src/adapters/connectors/kit.ts'
import { nftables } from '../../src/adapters/connectors/nftables/index.ts'
import type { Actuator, ClearedOrder, Order } from '../../src/core/response/index.ts'
import { canFilter, createWire, type Wire } from '../support/namespaces.ts'
import { type Sshd, startSshd } from '../support/sshd.ts'

const problem = await canFilter()
const sshd = problem === null ? await startSshd() : null
if (sshd === null) console.warn(`SKIPPED: firewall over SSH: ${problem ?? 'no OpenSSH server is installed'}`)

const tools: ConnectorTools = {
  now: Date.now,
  random: () => '',
  saveSettings: async () => undefined,
  cursor: { read: async () => '', write: async () => undefined },
}

describe.skipIf(sshd === null)('nftables over SSH', () => {
  let wire: Wire
  const { port, key, hostKey } = sshd ?? ({} as Sshd)
  const open: Connection[] = []
  const connect = (given: object): Connection => {
    const ssh = { user: userInfo().username, host: '127.0.0.1', port, keySecret: key, hostKey, ...given }
    const connection = nftables.open(nftables.parse({ ssh, netns: wire.pbx }), tools)
    open.push(connection)
    return connection
  }

  beforeAll(async () => {
    wire = await createWire(['192.0.2.66'])
  }, 60_000)
  afterAll(async () => {
    for (const connection of open) await connection.close()
    await wire?.close()
    await sshd?.close()
  })

  it('blocks and unblocks on the other machine', async () => {
    const connection = connect({})
    expect((await connection.check()).product).toMatch(/^nftables v/)
    const actuator = connection.actuator as Actuator
    const order = {
      id: 'c',
      kind: 'block-ip',
      target: '192.0.2.66',
      emergency: ['911'],
      dial: null,
    } as Order as ClearedOrder
    const change = await actuator.plan(order)
    await actuator.apply(order, change)
    expect(await actuator.observe(order, change)).toBe('in-force')
    expect(await wire.reaches('192.0.2.66')).toBe(false)
    await actuator.undo(order, change)
    expect(await wire.reaches('192.0.2.66')).toBe(true)
  })

  it('talks to no host but the one whose key is pinned', async () => {
    const other = `SHA256:${'A'.repeat(43)}`
    await expect(connect({ hostKey: other }).check()).rejects.toMatchObject({
      code: 'ssh-host-key',
      message: expect.stringContaining(hostKey),
    })
  })

  it('says why it cannot sign in, or reach the machine', async () => {
    await expect(connect({ user: 'nobody' }).check()).rejects.toMatchObject({ code: 'ssh-refused' })
    await expect(connect({ port: 1 }).check()).rejects.toMatchObject({ code: 'ssh-refused' })
    await expect(connect({ keySecret: 'no key' }).check()).rejects.toMatchObject({ code: 'ssh-refused' })
  })
})
