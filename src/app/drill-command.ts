import type { DrillReport } from '#contract'
import { createRater } from '#core/rating'
import { systemClock } from './compose.ts'
import { openData } from './compose-data.ts'
import { drillTools, readDeck, readSite, siteMemory } from './compose-live.ts'
import { type DrillCommand, type DrillSite, runDrills } from './drills.ts'
import { pastCalls } from './watch-site.ts'

/** Plays simulated attacks to the rules of a site. Nothing is called, changed or kept. */
export async function drillCommand(command: DrillCommand): Promise<DrillReport> {
  const rater = command.rates === undefined ? null : createRater((await readDeck(command.rates)).rates)
  if (/\.ya?ml$/i.test(command.site)) {
    const settings = await readSite(command.site)
    return runDrills(command.scenarios, { settings, rater, past: async () => [] }, drillTools)
  }
  const opened = await openData(command, 'visitor')
  try {
    const place = { customer: command.customer, site: command.site }
    const memory = siteMemory(opened.database)
    const kept = await memory.site(place)
    const site: DrillSite = {
      settings: kept.settings,
      rater: rater ?? kept.rater,
      past: (numbering) => pastCalls(place, memory, { numbering }, systemClock()),
    }
    return await runDrills(command.scenarios, site, drillTools)
  } finally {
    await opened.database.close()
  }
}
