import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { AlertJson } from '#contract'
import type { Place } from '#core/incidents'
import { DomainError, SiteSettings } from '#core/kernel'
import { openDeck } from '#core/rating'
import * as content from '../adapters/content/index.ts'
import * as storage from '../adapters/storage/index.ts'
import * as system from '../adapters/system/index.ts'
import { type ByHandDesk, createByHand } from './by-hand.ts'
import type { Opened } from './compose-data.ts'
import { createNoticeSide, type NoticeSide } from './compose-notices.ts'
import { createResponse, type Link, type Response, vendorsOf } from './compose-response.ts'
import { work } from './compose-work.ts'
import { readConfig } from './config.ts'
import { type ConnectionDesk, createConnectionDesk } from './connection-desk.ts'
import { tryOut } from './connections.ts'
import { containSite } from './containments.ts'
import { type Controls, createControls } from './controls.ts'
import type { DrillTools } from './drills.ts'
import { keepUp } from './flows/respond/keep-up.ts'
import type { Live, Log } from './model.ts'
import type { Notices } from './notice-model.ts'
import type { SiteMemory, WatchContent } from './watch-site.ts'
import { createWatchers, keyOf, type Watched } from './watchers.ts'

// What the live side needs of the world, over an open database.

export const watchContent: WatchContent = {
  readNumbering: content.readNumberingData,
  readRules: content.readRules,
  readTariff: content.readBuiltInTariff,
  resolveHolidays: content.resolveHolidays,
}

export const drillTools: DrillTools = {
  ...watchContent,
  readDrills: content.readDrills,
  now: system.systemClock,
}

export function siteMemory({ pool }: Opened['database']): SiteMemory {
  const calls = storage.callStore(pool)
  return {
    async site(place) {
      const settings = SiteSettings.parse(await storage.siteSettings(pool, place))
      const rates = await storage.rateStore(pool).read(place)
      return { settings, rater: rates === null ? null : openDeck(await work.compile(rates)) }
    },
    past: (place, since) => storage.storedCalls(pool, place, since),
    stored: (place, ids) => calls.known(place, ids),
    async keep(place, list) {
      await calls.save(place, once(list), [], null)
    },
  }
}

/** A PBX that was restarted, or changed by hand, is put right within this time. */
const RECONCILE_MS = 3000
const PREVIEW_MS = 3000

/** Connections, the watchers over them, and the controls that go through them. */
export async function createDefence(
  opened: Opened,
  log: Log,
  onAlert: (place: Place, alert: AlertJson) => Promise<void>,
): Promise<{
  readonly live: Live
  readonly controls: Controls
  readonly notices: Notices
  readonly connections: Response['connections']
  readonly systems: ConnectionDesk
  readonly byHand: ByHandDesk
  /** What audits have to say. */
  readonly news: Pick<NoticeSide, 'drift' | 'firmware'>
  readonly remind: NoticeSide['remind']
  readonly overspend: NoticeSide['overspend']
  watched(): readonly Watched[]
  close(): Promise<void>
}> {
  const response = await createResponse(opened)
  const { responder } = response
  const problem = (what: string) => ({
    sleep: system.pause,
    onError: (error: unknown) => log.error({ err: error }, what),
  })
  const reconciling = keepUp(
    RECONCILE_MS,
    responder.reconcile,
    problem('a control could not be looked after'),
  )
  const previewing = keepUp(
    PREVIEW_MS,
    async () => {
      await responder.previewLater()
      return []
    },
    problem('what a lockdown would hit could not be told'),
  )
  const controls = createControls(responder)
  const telling = await createNoticeSide(opened, response.connections, (place) => live.view(place), log)
  const contain = containing(opened.database, response, log)
  // First it is taken into an incident, then people are told of that incident.
  const live = createLiveSide(opened.database, response, contain, log, (place, alert) => {
    void onAlert(place, alert).then(() => telling.take(place, alert))
  })
  return {
    live,
    notices: telling.notices,
    connections: response.connections,
    news: telling,
    remind: telling.remind,
    overspend: telling.overspend,
    controls,
    byHand: createByHand({
      read: content.readByHand,
      record: (place, act) => storage.recordAct(opened.database.pool, place, act),
      now: system.systemClock,
    }),
    systems: createConnectionDesk({
      connections: response.connections,
      controls,
      isSystem: (link) => !('notifier' in link),
    }),
    watched: live.watched,
    async close() {
      await reconciling.stop()
      const previewed = previewing.stop()
      response.stopJudging()
      await previewed
      await live.close()
      await telling.close()
      await response.connections.close()
    },
  }
}

/** Automatic containment by the policy of each site. */
export const containing =
  ({ pool }: Opened['database'], { responder, settings }: Response, log: Log) =>
  (...[place, context, onAct]: Parameters<Parameters<typeof createWatchers>[0]['contain']>) =>
    containSite(
      place,
      context,
      {
        responder,
        store: storage.automaticStore(pool),
        settings,
        now: system.systemClock,
        newId: system.newId,
        log,
      },
      onAct,
    )

const A_MINUTE = 60_000

/** A watcher for every connected site, and the hand that cuts single calls. */
function createLiveSide(
  database: Opened['database'],
  { responder, connections }: Response,
  contain: Parameters<typeof createWatchers>[0]['contain'],
  log: Log,
  onAlert: (place: Place, alert: AlertJson) => void,
): Live & { watched(): readonly Watched[]; close(): Promise<void> } {
  const setups = storage.createSiteSetups(database.pool)
  const watchers = createWatchers({
    connections: () => connections.of(null),
    memory: siteMemory(database),
    setups: async () => new Map((await setups()).map((one) => [keyOf(one), one.setup])),
    content: watchContent,
    contain,
    now: system.systemClock,
    newId: system.newId,
    log,
    onAlert,
  })
  return {
    view: watchers.view,
    watched: watchers.all,
    follow: watchers.follow,
    async hangUp(place, channels, by) {
      const others = channels.map((target) => ({ kind: 'hangup' as const, target }))
      const nothing = { accounts: [], prefixes: [], ips: [], international: false, lockdown: false }
      const how = { lastsMs: A_MINUTE, reason: 'cut by hand', confirmed: false, automatic: false }
      const controls = await responder.contain({ ...place, ...nothing, ...how, others, by })
      const failed = controls.find(({ state }) => state === 'failed')
      if (failed && controls.every(({ state }) => state === 'failed'))
        throw new DomainError(
          'hang-up-failed',
          failed.error ?? 'The call could not be cut',
          'Look at the connection of the site.',
        )
      return controls.filter(({ state }) => state !== 'failed').length
    },
    close: () => watchers.close(),
  }
}

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value
}

/** A connection that is not stored, to try settings out. */
export const tryConnection = (kind: string, settings: unknown): Link =>
  tryOut<Link>(
    {
      vendors: vendorsOf(readConfig()),
      now: system.systemClock,
      random: (bytes) => randomBytes(bytes).toString('base64url'),
    },
    kind,
    settings,
  )

/** A secret from its file: the first line, without the line break. */
export async function readSecretFile(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new DomainError(
      'file-unreadable',
      `The secret file ${path} cannot be read: ${error.message}`,
      'Give the path of a file that holds the secret and nothing else.',
      error,
    )
  })
  return text.split('\n')[0]?.trim() ?? ''
}

export const automaticActs = ({ pool }: Opened['database']) => storage.automaticStore(pool)
export const { readDeck, readSite } = content
export const { listSites, recordAct, writeSite } = storage
export const { newId } = system
/** Held while test calls of a drill go on, by its id in the ledger. */
export const drillLocks = (pool: Opened['database']['pool']) => storage.createLocks(pool, 'ringfence.drill')
export const readUserFile = (path: string): Promise<string> => readFile(path, 'utf8')
