import type { AlertJson, LiveView } from '#contract'
import type { Place } from '#core/incidents'
import { SiteSettings, zoneOf } from '#core/kernel'
import type { Deadline, Sighting } from '#core/notices'
import * as storage from '../adapters/storage/index.ts'
import * as system from '../adapters/system/index.ts'
import type { Opened } from './compose-data.ts'
import type { Link } from './compose-response.ts'
import type { Connections } from './connections.ts'
import { tokenOf } from './flows/notify/acknowledge.ts'
import { attend } from './flows/notify/attend.ts'
import { tellDeadlines } from './flows/notify/deadlines.ts'
import { tellDrift } from './flows/notify/drift.ts'
import { type LateFirmware, tellFirmware } from './flows/notify/firmware.ts'
import { keepTelling } from './flows/notify/outbox.ts'
import { type Overspend, tellSpend } from './flows/notify/spend.ts'
import { sight } from './flows/notify/tell.ts'
import type { Log } from './model.ts'
import type { Notices, NoticesPorts } from './notice-model.ts'
import { createNotices } from './notices.ts'
import { kindText } from './words.ts'

const PURPOSE = 'acknowledge-notice'

export interface NoticeSide {
  readonly notices: Notices
  /** News of the live engine, once they are taken into an incident. */
  take(place: Place, alert: AlertJson): void
  /** What an audit found that was not there before. */
  drift(place: Place, news: Parameters<typeof tellDrift>[2]): Promise<void>
  /** A month that passes its budget, or will. */
  overspend(place: Place, news: Overspend): Promise<void>
  /** Firmware that is to be brought up by a day. */
  firmware(place: Place, late: LateFirmware): Promise<void>
  /** Notices that law and contract ask for, by their deadlines. */
  remind(place: Place, incident: string, deadlines: readonly Deadline[]): Promise<void>
  close(): Promise<void>
}

/** Notices over an open database: what faces ask for, the outbox, and the ear for what the live engine says. */
export async function createNoticeSide(
  { config, dataDir, database: { pool } }: Opened,
  connections: Connections<Link>,
  live: (place: Place) => LiveView | null,
  log: Log,
): Promise<NoticeSide> {
  const secrets = await system.openSecrets(dataDir, config)
  const seal = {
    sign: (text: string) => secrets.sign(text, PURPOSE),
    isSigned: (text: string, signature: string) => secrets.isSigned(text, PURPOSE, signature),
  }
  const ports: NoticesPorts = {
    store: storage.noticeStore(pool),
    channels: async (place) =>
      (await connections.of(place)).flatMap(({ id, kind, connection }) =>
        'notifier' in connection
          ? [{ id, kind, notifier: connection.notifier, label: connection.label }]
          : [],
      ),
    async site(place) {
      const [settings, names] = await Promise.all([
        storage.siteSettings(pool, place),
        storage.siteStore(pool).get(place),
      ])
      const zone = zoneOf(SiteSettings.parse(settings).timezone) ?? zoneOf('UTC')
      if (!zone) throw new Error('the machine knows no time zones')
      return { siteName: names?.name ?? place.site, customerName: names?.customerName ?? '', zone }
    },
    ownNumbers: (place, numbers) => storage.numbersSeen(pool, place, numbers),
    incident: (place, id) => storage.incidentFacts(pool, place, id),
    handled: (place) => storage.caseStore(pool).current(place),
    isClosed: (place, id) => storage.isClosed(pool, place, id),
    sightings: (place) => live(place)?.alerts.map(sightingOf) ?? null,
    addChannel: async (place, { kind, settings }, by) => addChannel(connections, place, kind, settings, by),
    removeChannel: (place, id, by) => connections.remove(place, id, by),
    record: (place, act) => storage.recordAct(pool, place, act),
    // Behind the #: no server on the way sees it, and no log keeps it.
    link: (notice) => `${config.url}/acknowledge#${tokenOf(notice, seal)}`,
    seal,
    newId: system.newId,
    now: system.systemClock,
  }
  const onError = (error: unknown): void => log.error({ err: error }, 'a notice could not be looked after')
  const running = keepTelling(ports, () => attend(ports), { sleep: system.pause, onError })
  let telling: Promise<unknown> = Promise.resolve()
  return {
    notices: createNotices(ports),
    take(place, alert) {
      // In the order it came: what follows the first alert is gathered under it.
      telling = telling.then(() => sight(ports, place, sightingOf(alert), 'system:watch')).catch(onError)
    },
    drift: (place, news) => tellDrift(ports, place, news),
    overspend: (place, news) => tellSpend(ports, place, news),
    firmware: (place, late) => tellFirmware(ports, place, late),
    remind: (place, incident, deadlines) => tellDeadlines(ports, place, incident, deadlines),
    async close() {
      await telling
      await running.stop()
    },
  }
}

/** An alert of the API as notices see it. */
function sightingOf({ id, incident, account, kind, range, calls, began }: AlertJson): Sighting {
  const { lostSoFar: lost, perMinute } = range
  const what = kindText(kind, calls > 0)
  return { id, incident, account, kind, what, lost, perMinute: perMinute.likely, began: Date.parse(began) }
}

async function addChannel(
  connections: Connections<Link>,
  place: Place,
  kind: string,
  settings: unknown,
  by: string,
): Promise<string> {
  // Who types it in over the network is not who sits at the machine.
  const given = { ...(settings as object), ...(kind === 'smtp' ? { trusted: false } : {}) }
  const channel = connections.try(kind, given)
  await channel.check().finally(() => channel.close())
  return connections.add(place, kind, given, by)
}
