import type { FirmwareTargets } from '#contract'
import type { Place } from '#core/incidents'
import { auditStore, systemClock } from './compose.ts'
import { type DataOption, openData } from './compose-data.ts'
import { readTargets } from './firmware-targets.ts'

/** How far a site's devices are from the firmware they are to be brought to, without a server. */
export async function firmware(options: DataOption, place: Place): Promise<FirmwareTargets> {
  const { database } = await openData(options, 'visitor')
  try {
    return await readTargets({ store: auditStore(database.pool), now: systemClock }, place)
  } finally {
    await database.close()
  }
}
