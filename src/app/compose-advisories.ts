import { type AdvisoryBundle, mergeAdvisories } from '#core/advisories'
import { advisoryStore } from '../adapters/content/index.ts'
import { systemClock } from '../adapters/system/index.ts'

const DAY = 86_400_000

/** Advisories that come along, and those that were imported into this folder. */
export async function knownAdvisories(folder: string): Promise<AdvisoryBundle> {
  const bundled = await advisoryStore.bundled()
  const imported = await advisoryStore.imported(folder)
  return imported ? mergeAdvisories(bundled, imported) : bundled
}

/** Whole days since the state of the data. */
export const ageOf = ({ date }: AdvisoryBundle): number =>
  Math.max(0, Math.floor((systemClock() - Date.parse(date)) / DAY))
