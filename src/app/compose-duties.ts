import { SiteSettings } from '#core/kernel'
import * as content from '../adapters/content/index.ts'
import * as storage from '../adapters/storage/index.ts'
import * as system from '../adapters/system/index.ts'
import { shipped } from './compose-work.ts'
import type { DutyPorts } from './incidents/duties.ts'
import type { NoticesOf } from './incidents/from-notices.ts'

/** The duties of incidents, their calendars read once. */
export function dutyPorts(pool: storage.Database['pool'], noticesOf: NoticesOf): DutyPorts {
  const holidays = new Map<string, Promise<string[]>>()
  return {
    obligations: {
      readObligations: shipped.readObligations,
      resolveHolidays(setting, years) {
        const wanted = [...years]
        const key = JSON.stringify([setting, wanted])
        const found = holidays.get(key) ?? content.resolveHolidays(setting, wanted)
        holidays.set(key, found)
        return found
      },
      now: system.systemClock,
    },
    countryOf: async (place) => SiteSettings.parse(await storage.siteSettings(pool, place)).country,
    exposedOf: async (place, id) => (await noticesOf(place, id)).telling?.data ?? [],
  }
}
