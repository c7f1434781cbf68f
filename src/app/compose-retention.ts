import { SiteSettings } from '#core/kernel'
import * as storage from '../adapters/storage/index.ts'
import * as system from '../adapters/system/index.ts'
import { keepMirrored, type Opened } from './compose-data.ts'
import type { Log } from './model.ts'
import { createRetention, type RetentionDesk } from './retention.ts'

const HOUR = 3_600_000

export function retentionOf({
  database: { pool },
  dataDir,
}: Pick<Opened, 'database' | 'dataDir'>): RetentionDesk {
  return createRetention({
    store: storage.retentionStore(pool),
    settings: async (place) => SiteSettings.parse(await storage.siteSettings(pool, place)),
    sites: () => storage.listSites(pool),
    uploads: system.uploadsIn(dataDir),
    now: system.systemClock,
  })
}

/** What a running server does by itself: the ledger is mirrored, and every hour what is past its time is looked for. */
export function keepUp(opened: Opened, log: Log): { retention: RetentionDesk; close(): void } {
  const retention = retentionOf(opened)
  const look = () =>
    void retention
      .removeAll('system:retention')
      .catch((error) => log.error({ err: error }, 'what is past its time was not deleted'))
  const timer = setInterval(look, HOUR).unref()
  const mirror = keepMirrored(opened, log)
  return {
    retention,
    close() {
      clearInterval(timer)
      mirror.close()
    },
  }
}
