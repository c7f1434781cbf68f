import { SiteSettings } from '#core/kernel'
import * as storage from '../adapters/storage/index.ts'
import * as system from '../adapters/system/index.ts'
import { keepMirrored, type Opened } from './compose-data.ts'
import type { NoticeSide } from './compose-notices.ts'
import { spendSide } from './compose-spend.ts'
import { stampSide } from './compose-stamps.ts'
import type { Log } from './model.ts'
import { createRetention, type RetentionDesk } from './retention.ts'
import type { SpendDesk } from './spend.ts'

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

/** What a running server does by itself: the ledger is mirrored, budgets are looked at, the ledger is stamped, and every hour what is past its time. */
export function keepUp(
  opened: Opened,
  overspend: NoticeSide['overspend'],
  log: Log,
): { retention: RetentionDesk; spend: SpendDesk; close(): Promise<void> } {
  const retention = retentionOf(opened)
  const look = () =>
    void retention
      .removeAll('system:retention')
      .catch((error) => log.error({ err: error }, 'what is past its time was not deleted'))
  const timer = setInterval(look, HOUR).unref()
  const mirror = keepMirrored(opened, log)
  const stamping = stampSide(opened, log)
  const spending = spendSide(opened.database.pool, overspend, log)
  return {
    retention,
    spend: spending.spend,
    async close() {
      clearInterval(timer)
      mirror.close()
      await spending.close()
      await stamping?.stop()
    },
  }
}
