import type { AdvisoryMatches, AdvisoryUpdate } from '#contract'
import { importAdvisories, matchAdvisories, mergeAdvisories } from '#core/advisories'
import { type Device, InventoryFile } from '#core/inventory'
import { DomainError } from '#core/kernel'
import { ask, type Ground, readQuestion } from '#core/reach'
import { advisoryStore, type DataOption, dataFolder, readText, readYaml, systemClock } from './compose.ts'
import { ageOf, knownAdvisories } from './compose-advisories.ts'
import { readGround } from './reach.ts'

export interface MatchCommand extends DataOption {
  readonly inventory: string
  readonly rules: readonly string[]
  readonly zones?: string | undefined
  readonly from?: string | undefined
  readonly inInterface?: string | undefined
}

const STALE_DAYS = 30

/** Devices of an inventory against the advisories that come along and those imported. */
export async function matchInventory({ inventory, data, ...ways }: MatchCommand): Promise<AdvisoryMatches> {
  const { devices } = await readYaml(inventory, InventoryFile)
  const bundle = await knownAdvisories(dataFolder({ data }))
  const found = matchAdvisories(devices, bundle.advisories)
  const { rules, zones } = ways
  const ground = rules.length > 0 || zones !== undefined ? await readGround(rules, zones) : null
  const reachable = reachability(devices, ground, ways)
  const ageDays = ageOf(bundle)
  return {
    ...found,
    matches: found.matches.map((match) => ({ ...match, reachable: reachable.get(match.device) ?? null })),
    data: {
      date: bundle.date,
      exploitedDate: bundle.exploitedDate,
      ageDays,
      stale: ageDays > STALE_DAYS,
      advisories: bundle.advisories.length,
    },
  }
}

// What a weakness of a phone system is reached by: its web pages and its signalling.
const WAYS = [
  ['tcp', '80,443,8080,8088,8089,8443'],
  ['udp', '5060,5061'],
  ['tcp', '5060,5061'],
] as const

/** Whether anything of a device's web pages or signalling can be reached from outside. */
export function reachability(
  devices: readonly Device[],
  ground: Ground | null,
  { from = 'any', inInterface }: Pick<MatchCommand, 'from' | 'inInterface'> = {},
): Map<string, boolean> {
  const found = new Map<string, boolean>()
  if (ground === null) return found
  for (const { name, address } of devices) {
    if (address === undefined) continue
    const open = WAYS.some(
      ([proto, port]) =>
        ask(readQuestion({ from, to: address, proto, port, inInterface }, ground)).answer !== 'never',
    )
    found.set(name, (found.get(name) ?? false) || open)
  }
  return found
}

/** Imports KEV, CVE 5, NVD 2.0, OSV or CSAF files into the data directory. */
export async function updateAdvisories(
  files: readonly string[],
  options: DataOption,
): Promise<AdvisoryUpdate> {
  const folder = dataFolder(options)
  let kept = await advisoryStore.imported(folder)
  const imported = []
  for (const file of files) {
    const { kind, date, advisories, skipped } = importAdvisories(await readText(file), file)
    if (advisories.length === 0)
      throw new DomainError(
        'advisories-empty',
        `${file}: holds no usable advisory`,
        'Check that the file is complete.',
      )
    const day = date ?? new Date(systemClock()).toISOString().slice(0, 10)
    const bundle = {
      title: 'Imported advisories',
      date: day,
      exploitedDate: kind === 'kev' ? day : null,
      sources: [kind],
      support: [],
      advisories: [...advisories],
    }
    kept = kept ? mergeAdvisories(kept, bundle) : bundle
    imported.push({ file, kind, advisories: advisories.length, skipped })
  }
  if (kept) await advisoryStore.keep(folder, kept)
  const all = await knownAdvisories(folder)
  return { imported, advisories: all.advisories.length, date: all.date }
}
