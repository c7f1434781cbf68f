import { randomBytes } from 'node:crypto'
import type { Place } from '#core/incidents'
import { containmentOf, SiteSettings } from '#core/kernel'
import { createNumbering } from '#core/numbering'
import { type Connection, connectors } from '../adapters/connectors/index.ts'
import * as content from '../adapters/content/index.ts'
import { type Channel, channels } from '../adapters/notify/index.ts'
import * as storage from '../adapters/storage/index.ts'
import * as system from '../adapters/system/index.ts'
import type { Opened } from './compose-data.ts'
import { createPast } from './compose-past.ts'
import type { Config } from './config.ts'
import { type Connections, createConnections } from './connections.ts'
import type { ResponsePorts, ResponseSite } from './flows/respond/ports.ts'
import { createResponder, type Responder } from './flows/respond/responder.ts'

const DAY = 86_400_000
/** Whoever managed Ringfence so lately will want to go on. */
const MANAGED_LATELY = 7 * DAY

/** What a site is connected to: a PBX, a firewall, or a way for notices to leave. */
export type Link = Connection | Channel

export const vendorsOf = ({ outgoing }: Pick<Config, 'outgoing'>) => [
  ...connectors,
  ...channels(system.createOutgoing(outgoing)),
]

export interface Response {
  readonly responder: Responder
  readonly connections: Connections<Link>
  readonly settings: (place: Place) => Promise<SiteSettings>
  /** Nobody waits for the past any more. */
  stopJudging(): void
}

/** Connections and controls over an open database. */
export async function createResponse({ config, dataDir, database }: Opened): Promise<Response> {
  const { pool } = database
  const secrets = await system.openSecrets(dataDir, config)
  const now = system.systemClock
  const connections = createConnections<Link>({
    store: storage.connectionStore(pool),
    vendors: vendorsOf(config),
    secrets,
    newId: system.newId,
    now,
    random: (bytes) => randomBytes(bytes).toString('base64url'),
  })
  const numbering = createNumbering(await content.readNumberingData())
  const settingsOf = async (place: Place): Promise<SiteSettings> =>
    SiteSettings.parse(await storage.siteSettings(pool, place))
  const past = createPast({ dataDir, database }, numbering, settingsOf)
  const ports: ResponsePorts = {
    store: storage.controlStore(pool),
    hands: async (place) =>
      (await connections.of(place)).flatMap(({ id, kind, connection }) =>
        connection.actuator ? [{ id, kind, actuator: connection.actuator }] : [],
      ),
    async site(place): Promise<ResponseSite> {
      const [settings, addresses] = await Promise.all([
        settingsOf(place),
        storage.managementAddresses(pool, now() - MANAGED_LATELY),
      ])
      const keep = addresses.map((address) => ({ address, why: 'where people manage Ringfence from' }))
      const { approvals, limits } = containmentOf(settings)
      return {
        settings,
        approvals,
        limits: { accounts: limits.accounts, trunks: limits.trunks, legitimateShare: limits.share * 10 },
        keep,
      }
    },
    numbering,
    past: past.of,
    secrets,
    newId: system.newId,
    now,
    sleep: system.pause,
  }
  return {
    responder: createResponder(ports),
    connections,
    settings: settingsOf,
    stopJudging: past.stop,
  }
}
