import { createServer } from 'node:http'
import { createServer as createTcp, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDialogs } from '../../src/adapters/connectors/kamailio/dialogs.ts'
import { kamailio } from '../../src/adapters/connectors/kamailio/index.ts'
import { createRpc } from '../../src/adapters/connectors/kamailio/rpc.ts'
import type { CheckReport } from '../../src/adapters/connectors/kit.ts'
import { call, carrier } from '../support/asterisk/sip.ts'
import { phones } from '../support/kamailio/configuration.ts'
import { hasKamailio, startProxy, type TestProxy } from '../support/kamailio/proxy.ts'
import { withKit } from '../support/kamailio/with-kit.ts'

const tools = {
  now: Date.now,
  random: (bytes: number) => 'x'.repeat(bytes),
  saveSettings: async () => undefined,
  cursor: { read: async () => '', write: async () => undefined },
}

const check = async (settings: Record<string, unknown>): Promise<CheckReport> => {
  const connection = kamailio.open(kamailio.parse(settings), tools)
  try {
    return await connection.check()
  } finally {
    await connection.close()
  }
}
const reason = (settings: Record<string, unknown>) =>
  check(settings).then(
    () => null,
    (error) => ({ code: error.code, text: `${error.message} ${error.remedy}` }),
  )
const available = ({ capabilities }: CheckReport): string[] =>
  capabilities.filter((one) => one.available).map(({ control }) => control)

describe.skipIf(!hasKamailio)('connecting to a real Kamailio', () => {
  let proxy: TestProxy
  beforeAll(async () => {
    proxy = await startProxy()
  })
  afterAll(() => proxy.remove())

  it('says truthfully what a Kamailio without preparation can do, and what to paste for the rest', async () => {
    const report = await check({ rpc: proxy.rpc })
    expect(report.product).toMatch(/^Kamailio 5\./)
    expect(available(report)).toEqual(['hangup', 'drop-contact'])
    expect(report.capabilities.every(({ available, missing, how }) => available || missing || how)).toBe(true)
    expect(report.paste).toContain('loadmodule "evapi.so"')
    expect(report.paste).toContain('route[RINGFENCE]')
    expect(report.reads).toEqual([
      expect.stringContaining('--evapi'),
      expect.stringMatching(/^Registrations/),
      expect.stringMatching(/^Not: sign-ins/),
      expect.stringMatching(/^Not: calls missed meanwhile/),
    ])
  })

  it('takes what was dialled from the accounting of the dialog, not from To, which a caller forged; and says which it is', async () => {
    const counted = await startProxy({
      edit: (text) => text.replace('dlg_manage();', 'dlg_manage();\n  $dlg_var(dst_user) = $rU;'),
    })
    const line = await carrier(counted.carrier)
    const rpc = createRpc(counted.rpc)
    const caller = { account: '3001', password: phones['3001'] ?? '', from: counted.block.address(11) }
    const exchange = { address: counted.address, challenge: 407 }
    const talk = call(exchange, { ...caller, to: '911' }, '0025261234567')
    expect(await talk.answered).toBe(true)
    expect((await readDialogs(rpc)).map(({ dialled }) => dialled)).toEqual(['0025261234567'])
    expect((await check({ rpc: counted.rpc })).reads[0]).toMatch(/dst_user .* To, which a caller may forge/)
    talk.stop()
    rpc.close()
    line.stop()
    await counted.remove()
  }, 60_000)

  it('gives each way to fail its own code and remedy, and never a password', async () => {
    const refusing = await startProxy({ allowed: ['192.0.2.1'] })
    const web = createServer((_, answer) => answer.end('<html>')).listen(0, '127.0.0.1')
    const ssh: Server = createTcp((socket) => socket.write('SSH-2.0-OpenSSH_9\r\n')).listen(0, '127.0.0.1')
    await Promise.all(
      [web, ssh].map((one) => one.listening || new Promise((done) => one.once('listening', done))),
    )
    const at = (server: { address(): unknown }) => (server.address() as { port: number }).port
    const { rpc, address } = proxy
    const failures = {
      'kamailio-port-closed': { rpc: `http://user:hidden-word@${address}:8099/RPC` },
      'kamailio-address-refused': { rpc: refusing.rpc },
      'kamailio-rpc-missing': { rpc: rpc.replace('/RPC', '/elsewhere') },
      'kamailio-not-spoken': { rpc: `http://127.0.0.1:${at(web)}/RPC` },
      'evapi-port-closed': { rpc, evapi: { host: address, port: 8448 } },
      'evapi-not-spoken': { rpc, evapi: { host: '127.0.0.1', port: at(ssh) } },
      'acc-port-closed': { rpc, acc: `postgres://kamailio:hidden-word@${address}:5433/kamailio` },
    }
    for (const [code, settings] of Object.entries(failures)) {
      const found = await reason(settings)
      expect([code, found?.code]).toEqual([code, code])
      expect(found?.text).not.toContain('hidden-word')
    }
    expect((await reason({ rpc: `http://127.0.0.1:${at(ssh)}/RPC` }))?.code).toBe('kamailio-not-spoken')
    web.close()
    ssh.close()
    await refusing.remove()
  }, 30_000)

  it('names a module that is missing', async () => {
    const without = await startProxy({
      edit: (text) => text.replace('loadmodule "dialog.so"\n', '').replace('  dlg_manage();\n', ''),
    })
    const report = await check({ rpc: without.rpc })
    await without.remove()
    expect(available(report)).toEqual(['drop-contact'])
    expect(report.reads[0]).toContain('dialog.so')
    expect(report.capabilities.find(({ control }) => control === 'hangup')?.missing).toContain(
      'loadmodule "dialog.so"',
    )
  })

  it('can do everything it claims once the kit is pasted, and says so when nothing calls the guard', async () => {
    const ready = await startProxy({ edit: withKit })
    const report = await check({ rpc: ready.rpc, evapi: ready.evapi })
    const asleep = await startProxy({
      edit: (text, at) => withKit(text, at).replace('route(RINGFENCE);', ''),
    })
    const uncalled = await check({ rpc: asleep.rpc, evapi: asleep.evapi })
    await Promise.all([ready.remove(), asleep.remove()])
    expect(available(report)).toEqual([
      'hangup',
      'bar-account',
      'drop-contact',
      'block-destination',
      'block-international',
      'block-ip',
      'shut-trunk',
    ])
    expect(report.paste).toBe('')
    expect(available(uncalled)).toEqual(['hangup', 'drop-contact'])
    expect(uncalled.paste).toContain('route(RINGFENCE);')
  }, 30_000)

  it("uses the ban table of Kamailio's example configuration for addresses", async () => {
    const example = await startProxy({
      edit: (text) => text.replace('loadmodule "dialog.so"', 'loadmodule "dialog.so"\nloadmodule "pike.so"'),
    })
    const report = await check({ rpc: example.rpc })
    await example.remove()
    expect(report.capabilities.find(({ control }) => control === 'block-ip')).toMatchObject({
      available: true,
      how: expect.stringContaining('ipban'),
    })
  })
})
