// Systems with real calls, and what each of their controls refuses: the rows of the matrix that test/live/controls-matrix.test.ts goes
// through. Firewall and switch have theirs in controls-firewall.test.ts and controls-switch.test.ts.
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createHand, type Hand } from '../../src/adapters/connectors/asterisk/hand.ts'
import { asterisk } from '../../src/adapters/connectors/asterisk/index.ts'
import { AsteriskSettings } from '../../src/adapters/connectors/asterisk/settings.ts'
import { freepbx } from '../../src/adapters/connectors/freepbx/index.ts'
import { createHand as createTables } from '../../src/adapters/connectors/kamailio/hand.ts'
import { kamailio } from '../../src/adapters/connectors/kamailio/index.ts'
import { TABLE } from '../../src/adapters/connectors/kamailio/kamailio-kit.ts'
import { createRpc } from '../../src/adapters/connectors/kamailio/rpc.ts'
import type { Connector, ConnectorTools } from '../../src/adapters/connectors/kit.ts'
import type { ContainRequest } from '../../src/app/flows/respond/plan.ts'
import type { ControlKind } from '../../src/core/response/index.ts'
import { managers, phones } from './asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from './asterisk/pbx.ts'
import { call, carrier, type Exchange, register } from './asterisk/sip.ts'
import { withKit } from './asterisk/with-kit.ts'
import { hasMariadb } from './freepbx/mariadb.ts'
import { freepbxStand } from './freepbx/stand.ts'
import { phones as users } from './kamailio/configuration.ts'
import { hasKamailio, startProxy } from './kamailio/proxy.ts'
import { withKit as withRoute } from './kamailio/with-kit.ts'

const ABROAD = '901125261234567'
const HOME_CALL = '912025550143'

const TOOLS: ConnectorTools = {
  now: Date.now,
  random: (bytes) => 'x'.repeat(bytes),
  saveSettings: async () => undefined,
  cursor: { read: async () => '', write: async () => undefined },
}

/** One control: how it is asked for, and whether what it refuses gets through now: a real call, registration or sign-in. */
export interface Row {
  readonly asked: Partial<ContainRequest>
  passes(): Promise<boolean>
}

export interface System {
  readonly kind: string
  readonly connector: Connector
  readonly settings: object
  readonly rows: Partial<Record<ControlKind, Row>>
  /** Everything that a control may change there, as text. */
  snapshot(): Promise<string>
  emergencyCompletes(): Promise<boolean>
  restart(): Promise<void>
  remove(): Promise<void>
}

/** What callers do at an exchange with two phones and a line. */
function callers(exchange: Exchange, registrar: Exchange, secrets: Readonly<Record<string, string>>) {
  const phone = (account: string, from: string) => ({ account, password: secrets[account] ?? '', from })
  const calls = async (account: string, from: string, to: string): Promise<boolean> => {
    const { status } = await call(exchange, phone(account, from), to, 0.05).done
    if (status !== 200 && status !== 403) throw new Error(`${account} to ${to}: ${status}`)
    return status === 200
  }
  const registers = async (account: string, from: string): Promise<boolean> =>
    (await register(registrar, phone(account, from))).ok
  return { calls, registers }
}

interface Site {
  readonly first: string
  readonly second: string
  readonly at: string
  readonly attacker: string
  readonly calls: ReturnType<typeof callers>['calls']
  readonly registers: ReturnType<typeof callers>['registers']
}

const rowsOf = ({ first, second, at, attacker, calls, registers }: Site): System['rows'] => ({
  'bar-account': {
    asked: { others: [{ kind: 'bar-account', target: first }] },
    // Both, or neither: half a bar is a failure of the test.
    async passes() {
      const both = [await calls(first, at, HOME_CALL), await registers(first, at)]
      if (both[0] !== both[1]) throw new Error(`calls ${both[0]}, registers ${both[1]}`)
      return both[0] as boolean
    },
  },
  'block-destination': { asked: { prefixes: ['+252'] }, passes: () => calls(second, at, ABROAD) },
  'block-international': { asked: { international: true }, passes: () => calls(second, at, ABROAD) },
  'shut-trunk': {
    asked: { others: [{ kind: 'shut-trunk', target: 'carrier' }] },
    passes: () => calls(second, at, HOME_CALL),
  },
  'block-ip': { asked: { ips: [attacker] }, passes: () => registers(second, attacker) },
})

/** Rows of what runs on Asterisk: 'all' may change everything, and gives 'reader' a new secret. */
function asteriskRows(
  exchange: Exchange & Pick<Pbx, 'block'>,
  readerSignsIn: () => Promise<boolean>,
): { readonly rows: System['rows']; emergencyCompletes(): Promise<boolean> } {
  const { calls, registers } = callers(exchange, exchange, phones)
  const at = exchange.block.address(11)
  const attacker = exchange.block.address(66)
  return {
    rows: {
      ...rowsOf({ first: '1001', second: '1002', at, attacker, calls, registers }),
      'rotate-secret': {
        asked: { others: [{ kind: 'rotate-secret', target: '1003' }] },
        passes: () => registers('1003', at),
      },
      'rotate-admin-secret': {
        asked: { others: [{ kind: 'rotate-admin-secret', target: 'reader' }] },
        passes: readerSignsIn,
      },
    },
    emergencyCompletes: () => calls('1001', at, '911'),
  }
}

async function signsIn(connector: Connector, settings: object): Promise<boolean> {
  const connection = connector.open(connector.parse(settings), TOOLS)
  try {
    return await connection.check().then(
      () => true,
      (error: { code?: string }) => {
        if (error.code === 'ami-login-refused') return false
        throw error
      },
    )
  } finally {
    await connection.close()
  }
}

/** What stands in the database of an Asterisk, but for who is registered. */
const entriesOf = async (look: Hand): Promise<string[]> =>
  [...(await look.dbTree(''))]
    .filter(([key]) => !/egistrar\/contact/.test(key))
    .sort()
    .map((entry) => entry.join(' '))

async function startAsterisk(): Promise<System> {
  const pbx = await startPbx({ files: withKit })
  const line = await carrier(pbx.carrier)
  const at = { host: pbx.address, port: 5038 }
  const settings = AsteriskSettings.parse({ ...at, user: 'all', secret: managers['all']?.secret })
  const look = createHand(settings, () => undefined)
  const reader = { ...at, user: 'reader', secret: managers['reader']?.secret }
  const { rows, emergencyCompletes } = asteriskRows(pbx, () => signsIn(asterisk, reader))
  return {
    kind: 'asterisk',
    connector: asterisk,
    settings,
    rows: {
      ...rows,
      'change-setting': {
        asked: { others: [{ kind: 'change-setting', target: 'http.conf [general] bindaddr=127.0.0.1' }] },
        // One listener goes and another comes a moment after the PBX has answered: as it stays is what counts.
        async passes() {
          let last = await answersAt(pbx.address, 8088)
          for (let same = 0; same < 3; ) {
            await sleep(100)
            const now = await answersAt(pbx.address, 8088)
            same = now === last ? same + 1 : 0
            last = now
          }
          return last
        },
      },
    },
    emergencyCompletes,
    async snapshot() {
      const files = ['pjsip.conf', 'extensions.conf', 'manager.conf', 'http.conf'].map((name) =>
        readFileSync(join(pbx.dir, 'etc', name), 'utf8')
          .replaceAll(/^;.*\n|\s*$/gm, '')
          .replaceAll(/[ \t]*=>?[ \t]*/g, '='),
      )
      return [...(await entriesOf(look)), ...files].join('\n')
    },
    restart: () => pbx.restart(),
    async remove() {
      look.close()
      line.stop()
      await pbx.remove()
    },
  }
}

/** With its kit pasted. Over a restart: its configuration is applied anew as well. */
async function startFreepbx(): Promise<System> {
  const stand = await freepbxStand()
  const line = await carrier(stand.pbx.carrier)
  await stand.pasteKit()
  return {
    kind: 'freepbx',
    connector: freepbx,
    settings: stand.settingsOf('all'),
    ...asteriskRows(stand.pbx, () => signsIn(freepbx, stand.settingsOf('reader'))),
    snapshot: async () => JSON.stringify([await entriesOf(stand.look), stand.files()], null, 1),
    async restart() {
      await stand.applyConfig()
      await stand.pbx.restart()
    },
    async remove() {
      line.stop()
      await stand.close()
    },
  }
}

/** Whether anything listens there. */
export const answersAt = (address: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, address)
    const settle = (answers: boolean): void => {
      socket.destroy()
      resolve(answers)
    }
    socket.on('connect', () => settle(true))
    socket.on('error', () => settle(false))
  })

async function startKamailio(): Promise<System> {
  const proxy = await startProxy({ edit: withRoute })
  const line = await carrier(proxy.carrier)
  const { calls, registers } = callers({ address: proxy.address, challenge: 407 }, proxy, users)
  const rpc = createRpc(proxy.rpc)
  const at = proxy.block.address(11)
  return {
    kind: 'kamailio',
    connector: kamailio,
    settings: { rpc: proxy.rpc },
    rows: rowsOf({
      first: '3001',
      second: '3002',
      at,
      attacker: proxy.block.address(66),
      calls,
      registers,
    }),
    async snapshot() {
      const hand = createTables(rpc, () => '')
      // Without its own, where it finds out whether the route is called.
      const names = [TABLE.bar, TABLE.refuse, TABLE.pass, TABLE.shut, TABLE.ip, TABLE.emergency]
      const tables = await Promise.all(
        names.map(async (name) => [name, [...(await hand.table(name))].sort()]),
      )
      return JSON.stringify(tables, null, 1)
    },
    emergencyCompletes: () => calls('3001', at, '911'),
    restart: () => proxy.restart(),
    async remove() {
      rpc.close()
      line.stop()
      await proxy.remove()
    },
  }
}

export const systems = [
  { kind: 'asterisk', there: hasAsterisk, start: startAsterisk },
  { kind: 'freepbx', there: hasAsterisk && hasMariadb, start: startFreepbx },
  { kind: 'kamailio', there: hasKamailio, start: startKamailio },
]

export const openSystem = ({ connector, settings }: System) =>
  connector.open(connector.parse(settings), TOOLS)
