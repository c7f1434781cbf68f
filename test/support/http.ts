import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { Secret, TOTP } from 'otpauth'
import {
  checkRules,
  parseSite,
  readBuiltInTariff,
  readNumberingData,
  rewriteSite,
  writtenSite,
} from '../../src/adapters/content/index.ts'
import { csvLine } from '../../src/adapters/render/index.ts'
import { accessStore } from '../../src/adapters/storage/access.ts'
import { callFinder } from '../../src/adapters/storage/call-finder.ts'
import { rateStore } from '../../src/adapters/storage/rates.ts'
import { retentionStore } from '../../src/adapters/storage/retention.ts'
import { siteSettings } from '../../src/adapters/storage/site-settings.ts'
import { siteStore } from '../../src/adapters/storage/sites.ts'
import { spendStore } from '../../src/adapters/storage/spend.ts'
import { totpAuthenticator } from '../../src/adapters/system/authenticator.ts'
import { createMeters, newId, uploadsIn } from '../../src/adapters/system/index.ts'
import { webauthnPasskeys } from '../../src/adapters/system/passkeys.ts'
import { argon2Passwords } from '../../src/adapters/system/passwords.ts'
import { openSecrets } from '../../src/adapters/system/secrets.ts'
import { systemTokens } from '../../src/adapters/system/tokens.ts'
import { type Calls, createCalls } from '../../src/app/calls.ts'
import { createIncidentRoom } from '../../src/app/compose-incidents.ts'
import { work } from '../../src/app/compose-work.ts'
import { type Access, createAccess } from '../../src/app/flows/access.ts'
import type { App, Investigations } from '../../src/app/model.ts'
import { createRates, type Rates } from '../../src/app/rates.ts'
import { createRetention } from '../../src/app/retention.ts'
import { createSites, type Sites } from '../../src/app/sites.ts'
import { createSpend } from '../../src/app/spend.ts'
import type { AccessPorts, Role } from '../../src/core/access/index.ts'
import { SiteSettings } from '../../src/core/kernel/index.ts'
import { buildServer, type ServerOptions } from '../../src/faces/http/server.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { noAudits, noControls, noIncidents, noInvestigations, noNotices, unused } from './unused-parts.ts'

/** A clock the test moves. */
export interface TestClock {
  now: number
}

/** The true access room on a true database behind the true server; only investigations are handed in by the test. */
export interface TestHouse {
  readonly database: TestDatabase
  readonly ports: AccessPorts
  readonly access: Access
  readonly clock: TestClock
  readonly server: FastifyInstance
  close(): Promise<void>
}

/** An App of the parts given, healthy, with nothing behind it to close. */
export const bareApp = (
  access: Access,
  investigations: Investigations = noInvestigations,
  sites: Sites = { overview: unused, create: unused, get: unused, save: unused },
  calls: Calls = {
    search: unused,
    count: unused,
    csv: unused,
    views: unused,
    saveView: unused,
    removeView: unused,
  },
  rates: Rates = { view: unused, preview: unused, save: unused, remove: unused, test: unused },
  retention: App['retention'] = { preview: unused, remove: unused, removeAll: unused },
  spend: App['spend'] = { view: unused },
): App => ({
  log: { error: () => undefined },
  investigations,
  sites,
  rates,
  retention,
  spend,
  calls,
  byHand: { guides: unused, attest: unused },
  systems: { list: unused, check: unused, add: unused, remove: unused },
  controls: noControls,
  notices: noNotices,
  policies: { get: unused, save: unused, acts: unused },
  rules: { view: unused, proof: unused, replay: unused, replayed: unused, save: unused },
  drills: { list: unused, run: unused, place: unused },
  audits: noAudits,
  incidents: noIncidents,
  localSocket: join(tmpdir(), `ringfence-${randomBytes(6).toString('hex')}.sock`),
  access,
  meters: createMeters(async () => []),
  live: { view: () => null, follow: async function* () {}, hangUp: async () => 0 },
  listen: { host: '127.0.0.1', port: 0, trustProxy: [], uploadLimit: 1000 },
  health: async () => ({ ok: true, detail: '' }),
  close: async () => undefined,
})

export async function testHouse(
  investigations: Investigations = noInvestigations,
  options: Omit<ServerOptions, 'host' | 'port'> = {},
  parts: Pick<AccessPorts, 'sso'> = {},
  uploadLimit = 1000,
): Promise<TestHouse> {
  const database = await testDatabase()
  const clock = { now: Date.parse('2026-03-06T21:00:00Z') }
  const ports: AccessPorts = {
    store: accessStore(database.pool),
    passwords: argon2Passwords(),
    authenticator: totpAuthenticator(),
    passkeys: webauthnPasskeys(),
    secrets: await openSecrets(database.dataDir),
    tokens: systemTokens(),
    now: () => clock.now,
    ...parts,
  }
  const access = createAccess(ports)
  const sites = createSites({
    store: siteStore(database.pool),
    parse: parseSite,
    checkRules,
    written: writtenSite,
    rewrite: rewriteSite,
    newId,
    now: () => clock.now,
  })
  const quiet = bareApp(
    access,
    investigations,
    sites,
    createCalls({ finder: callFinder(database.pool), csvLine, newId }),
    createRates({
      store: rateStore(database.pool),
      decks: work,
      settings: async (place) => SiteSettings.parse(await siteSettings(database.pool, place)),
      readNumbering: readNumberingData,
      readTariff: readBuiltInTariff,
      now: () => clock.now,
    }),
    createRetention({
      store: retentionStore(database.pool),
      settings: async (place) => SiteSettings.parse(await siteSettings(database.pool, place)),
      sites: async () => [],
      uploads: uploadsIn(database.dataDir),
      now: () => clock.now,
    }),
  )
  const listen = { ...quiet.listen, uploadLimit }
  const spend = createSpend({
    store: spendStore(database.pool),
    settings: async (place) => SiteSettings.parse(await siteSettings(database.pool, place)),
    currencyOf: async () => 'USD',
    now: () => clock.now,
  })
  const app = { ...quiet, listen, spend, incidents: createIncidentRoom(database, () => quiet.live) }
  const server = await buildServer(app, options)
  return {
    database,
    ports,
    access,
    clock,
    server,
    async close() {
      await server.close()
      await database.close()
    },
  }
}

export const codeAt = (secret: string, timestamp: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp })

export const password = 'copper lantern meadow tide'

/** A person with one role: in the house, or at all sites of a customer. */
export async function addPerson(
  { database: { pool }, ports, clock }: TestHouse,
  email: string,
  role: Role,
  customer: string | null = null,
  site: string | null = null,
): Promise<{ id: string; email: string; secret: string }> {
  const { secret } = await ports.authenticator.enrol(email)
  const id = ports.tokens.id()
  await pool.query(
    `INSERT INTO person (id, customer_id, email, name, password_hash, totp_sealed, totp_last_step, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, 0, $7)`,
    [
      id,
      customer,
      email,
      role,
      await ports.passwords.hash(password),
      ports.secrets.seal(secret, `totp:${email}`),
      new Date(clock.now),
    ],
  )
  await pool.query(
    'INSERT INTO person_grant (person_id, role, customer_id, site_id) VALUES ($1, $2, $3, $4)',
    [id, role, customer, site],
  )
  return { id, email, secret }
}

/** A browser as far as the server can tell: keeps cookies, sends the token of the session with every change. */
export class Browser {
  readonly cookies = new Map<string, string>()
  csrf = ''
  private readonly server: FastifyInstance
  private readonly address: string
  private readonly userAgent: string
  constructor(server: FastifyInstance, address = '203.0.113.7', userAgent = 'test') {
    this.userAgent = userAgent
    this.server = server
    this.address = address
  }

  /** The same cookies at another server, or from another address. */
  on(server: FastifyInstance, address = this.address): Browser {
    const other = new Browser(server, address)
    for (const [name, value] of this.cookies) other.cookies.set(name, value)
    other.csrf = this.csrf
    return other
  }

  async send(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: object | string,
    headers: Record<string, string> = {},
  ) {
    const response = await this.server.inject({
      method,
      url: url.startsWith('/api') ? url : `/api/v1${url}`,
      remoteAddress: this.address,
      headers: {
        'user-agent': this.userAgent,
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(method === 'GET' ? {} : { 'x-csrf-token': this.csrf, origin: 'http://localhost:80' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body }),
    })
    for (const { name, value } of response.cookies) {
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return response
  }

  async session() {
    const answer = (await this.send('GET', '/session')).json()
    this.csrf = answer.csrf
    return answer
  }

  async signIn(email: string, code: string, secretWord = password) {
    await this.session()
    const first = await this.send('POST', '/sign-in', { email, password: secretWord })
    if (first.statusCode !== 200) return first
    const second = await this.send('POST', '/sign-in/totp', { code })
    await this.session()
    return second
  }
}
