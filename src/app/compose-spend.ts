import { SiteSettings } from '#core/kernel'
import { createNumbering } from '#core/numbering'
import * as content from '../adapters/content/index.ts'
import * as storage from '../adapters/storage/index.ts'
import * as system from '../adapters/system/index.ts'
import type { NoticeSide } from './compose-notices.ts'
import { repeating } from './flows/repeating.ts'
import type { Log } from './model.ts'
import { createSpend, type SpendDesk } from './spend.ts'

/** So often the budgets are looked at. */
const LOOK_MS = 15 * 60_000

export function spendSide(
  pool: storage.Database['pool'],
  overspend: NoticeSide['overspend'],
  log: Log,
): { spend: SpendDesk; close(): Promise<void> } {
  const settings = async (place: Parameters<SpendDesk['view']>[0]) =>
    SiteSettings.parse(await storage.siteSettings(pool, place))
  const spend = createSpend({
    store: storage.spendStore(pool),
    settings,
    currencyOf: async (country) => createNumbering(await content.readNumberingData()).currencyOf(country),
    now: system.systemClock,
  })
  const look = async (): Promise<void> => {
    for (const { customer, site, settings: written } of await storage.listSites(pool)) {
      if (SiteSettings.parse(written).limits.spendPerMonth === undefined) continue
      await overspend({ customer, site }, await spend.view({ customer, site }))
    }
  }
  const looking = repeating(look, {
    sleep: system.pause,
    everyMs: LOOK_MS,
    onError: (error) => log.error({ err: error }, 'the budgets could not be looked at'),
  })
  return { spend, close: () => looking.stop() }
}
