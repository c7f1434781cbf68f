import { basename, resolve } from 'node:path'
import type { Verdict } from '#contract'
import type { StoredCall } from '#core/incidents'
import { callStore, type DataOption, idOf, openData, systemClock } from './compose.ts'
import { vaultIn } from './compose-evidence.ts'
import { actOf, incidentsOf } from './kept.ts'
import { systemActor } from './local-socket.ts'

type Vault = ReturnType<typeof vaultIn>
const HOME = { customer: 'default', site: 'main' }

const PIECE = 5000

/** Calls and incidents in one transaction; the same calls again change nothing. The files they were found in go to the vault first. */
export async function keepVerdict(
  verdict: Verdict,
  calls: readonly StoredCall[],
  files: readonly string[],
  options: DataOption,
): Promise<Verdict> {
  const { database, dataDir } = await openData(options, 'visitor')
  try {
    const incidents = incidentsOf(HOME, null, verdict, idOf)
    const known = {
      ...verdict,
      incidents: verdict.incidents.map((incident, n) => ({ ...incident, id: incidents[n]?.id })),
    }
    const detail = {
      verdict: verdict.verdict,
      incidents: incidents.map(({ id }) => id),
      files: incidents.length > 0 ? await acquire(files, known, vaultIn(dataDir)) : [],
    }
    await callStore(database.pool).save(
      HOME,
      pieces(calls),
      incidents,
      actOf(systemActor(), 'calls.saved', HOME.site, detail, systemClock()),
    )
    return known
  } finally {
    await database.close()
  }
}

/** What custody asks of a file: what it was called, where it came from, how it was taken and what was in it. */
interface Acquired {
  readonly name: string
  readonly from: string
  readonly how: string
  readonly sha256: string
  readonly bytes: number
}

/** Standard input cannot be read twice: it is judged and not kept. */
async function acquire(files: readonly string[], verdict: Verdict, vault: Vault): Promise<Acquired[]> {
  const how = 'investigate --save'
  const taken: Acquired[] = []
  for (const path of files)
    if (path !== '-')
      taken.push({ name: basename(path), from: resolve(path), how, ...(await vault.keep(path)) })
  const text = `${JSON.stringify(verdict, null, 2)}\n`
  taken.push({ name: 'verdict.json', from: '', how, ...(await vault.keepText(text)) })
  return taken
}

async function* pieces(calls: readonly StoredCall[]): AsyncGenerator<readonly StoredCall[]> {
  for (let i = 0; i < calls.length; i += PIECE) yield calls.slice(i, i + PIECE)
}
