import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asterisk } from '../../src/adapters/connectors/asterisk/index.ts'
import { kamailio } from '../../src/adapters/connectors/kamailio/index.ts'
import type { Connection, Connector } from '../../src/adapters/connectors/kit.ts'
import type { Actuator } from '../../src/core/response/index.ts'
import { managers, phones as telephones } from '../support/asterisk/configuration.ts'
import { hasAsterisk, startPbx } from '../support/asterisk/pbx.ts'
import { call, carrier } from '../support/asterisk/sip.ts'
import { withKit as withAsteriskKit } from '../support/asterisk/with-kit.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { phones as users } from '../support/kamailio/configuration.ts'
import { hasKamailio, startProxy } from '../support/kamailio/proxy.ts'
import { withKit as withKamailioKit } from '../support/kamailio/with-kit.ts'
import { createDesk, type Desk, HOME, wanted } from '../support/responder.ts'

const ABROAD = '901125261234567'

/** A real exchange with a line, and who may call over it. */
interface Exchange {
  readonly kind: string
  readonly there: boolean
  readonly accounts: readonly string[]
  readonly secrets: Readonly<Record<string, string>>
  readonly challenge: 401 | 407
  start(): Promise<{
    readonly address: string
    readonly carrier: string
    readonly phone: string
    readonly connector: Connector
    readonly settings: object
    remove(): Promise<void>
  }>
}

const exchanges: readonly Exchange[] = [
  {
    kind: 'asterisk',
    there: hasAsterisk,
    accounts: ['1001', '1002'],
    secrets: telephones,
    challenge: 401,
    async start() {
      const pbx = await startPbx({ files: withAsteriskKit })
      const user = 'ringfence'
      const settings = { host: pbx.address, port: 5038, user, secret: managers[user]?.secret }
      const { address, carrier: line } = pbx
      const phone = pbx.block.address(11)
      return { address, carrier: line, phone, connector: asterisk, settings, remove: () => pbx.remove() }
    },
  },
  {
    kind: 'kamailio',
    there: hasKamailio,
    accounts: ['3001', '3002'],
    secrets: users,
    challenge: 407,
    async start() {
      const proxy = await startProxy({ edit: withKamailioKit })
      const { address, carrier: line, rpc } = proxy
      const phone = proxy.block.address(11)
      return {
        address,
        carrier: line,
        phone,
        connector: kamailio,
        settings: { rpc },
        remove: () => proxy.remove(),
      }
    },
  },
]

describe.each(exchanges.filter(({ there }) => there))('on a real $kind', (exchange) => {
  let site: Awaited<ReturnType<Exchange['start']>>
  let line: Awaited<ReturnType<typeof carrier>>
  let connection: Connection
  let db: TestDatabase
  let desk: Desk

  beforeAll(async () => {
    ;[site, db] = await Promise.all([exchange.start(), testDatabase()])
    line = await carrier(site.carrier)
    connection = site.connector.open(site.connector.parse(site.settings), {
      now: Date.now,
      random: (bytes) => 'x'.repeat(bytes),
      saveSettings: async () => undefined,
      cursor: { read: async () => '', write: async () => undefined },
    })
    desk = await createDesk(db, [
      { id: 'exchange', kind: exchange.kind, actuator: connection.actuator as Actuator },
    ])
  }, 60_000)
  afterAll(async () => {
    await connection?.close()
    line?.stop()
    await site?.remove()
    await db?.close()
  })

  const calling = async (account: string, to: string): Promise<number> => {
    const phone = { account, password: exchange.secrets[account] as string, from: site.phone }
    return (await call({ ...site, challenge: exchange.challenge }, phone, to, 0.05).done).status
  }

  const set = fc.record({
    accounts: fc.subarray([...exchange.accounts], { minLength: 0 }),
    prefixes: fc.subarray(['+252', '+19', '+1911', '+112'], { maxLength: 3 }),
    ips: fc.subarray(['198.51.100.66', '203.0.113.0/28'], { maxLength: 1 }),
    lockdown: fc.boolean(),
    shut: fc.boolean(),
  })

  it('emergency calls complete from every phone through random sets of controls, and what is refused is refused', async () => {
    const numbers: string[] = []
    for (const number of ['911', '9911', '112', '9112'])
      if ((await calling(exchange.accounts[0] as string, number)) === 200) numbers.push(number)
    expect(numbers).toEqual(expect.arrayContaining(['911', '9911']))
    await fc.assert(
      fc.asyncProperty(set, async ({ shut, ...asked }) => {
        const others = shut ? [{ kind: 'shut-trunk' as const, target: 'carrier' }] : []
        const nothing = asked.accounts.length + asked.prefixes.length + asked.ips.length === 0
        fc.pre(!nothing || asked.lockdown || shut)
        await desk.responder.contain(wanted({ ...asked, others }))
        const standing = await desk.responder.list(HOME, true)
        for (const account of exchange.accounts)
          for (const number of numbers)
            expect([account, number, await calling(account, number)]).toEqual([account, number, 200])
        const isShut = asked.lockdown || shut || asked.prefixes.includes('+252')
        for (const account of exchange.accounts) {
          const isRefused = isShut || asked.accounts.includes(account)
          expect([account, await calling(account, ABROAD)]).toEqual([account, isRefused ? 403 : 200])
        }
        for (const { id } of standing) await desk.responder.undo(HOME, id, 'system:test')
        expect(
          (await desk.responder.list(HOME, true)).map(({ order, error }) => [order.kind, error]),
        ).toEqual([])
      }),
      { numRuns: 5 },
    )
  }, 240_000)
})
