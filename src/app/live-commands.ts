import type { ConnectReport } from '#contract'
import type { Place } from '#core/incidents'
import { systemClock } from './compose.ts'
import { type DataOption, openData } from './compose-data.ts'
import {
  listSites,
  readDeck,
  readSecretFile,
  readSite,
  readUserFile,
  tryConnection,
  writeSite,
} from './compose-live.ts' // prettier-ignore
import { createResponse } from './compose-response.ts'
import { checked, triedNow } from './connection-desk.ts'
import { actOf } from './kept.ts'
import { systemActor } from './local-socket.ts'

const CUSTOMER = 'default'
const placeOf = (site: string): Place => ({ customer: CUSTOMER, site })

export interface ConnectCommand extends DataOption {
  readonly kind: string
  readonly site: string
  /** Settings as the connector wants them; of each member in `secretFiles` the value is read from that file. */
  readonly settings: Readonly<Record<string, unknown>>
  readonly secretFiles: Readonly<Record<string, string>>
  readonly check: boolean
}

/** Tries a connection and, unless only asked to check, keeps it. Throws the one reason why it cannot be made. */
export async function connect(command: ConnectCommand): Promise<ConnectReport> {
  const { kind, site } = command
  const settings = await withSecrets(command)
  const connection = tryConnection(kind, settings)
  const found = { site, kind, ...(await checked(connection).finally(() => connection.close())) }
  if (command.check) return { id: null, ...found }
  const opened = await openData(command, 'visitor')
  try {
    const { connections } = await createResponse(opened)
    const id = await connections.add(placeOf(site), kind, settings, systemActor())
    await connections.close()
    return { id, ...found }
  } finally {
    await opened.database.close()
  }
}

async function withSecrets({ settings, secretFiles }: ConnectCommand): Promise<Record<string, unknown>> {
  const whole: Record<string, unknown> = structuredClone(settings)
  for (const [path, file] of Object.entries(secretFiles)) {
    const names = path.split('.')
    const last = names.pop() as string
    let inner = whole
    for (const name of names) inner = inner[name] as Record<string, unknown>
    inner[last] = last.startsWith('key') ? await readUserFile(file) : await readSecretFile(file)
  }
  return whole
}

export interface SiteReport {
  readonly id: string
  readonly name: string
  readonly rates: 'deck' | 'estimate'
  readonly connections: readonly {
    readonly id: string
    readonly kind: string
    readonly ok: boolean
    /** Why it cannot be reached now, '' when it can. */
    readonly reason: string
    readonly product: string
    readonly capabilities: ConnectReport['capabilities']
    readonly reads: readonly string[]
  }[]
}

export interface SitesCommand extends DataOption {
  readonly site?: string | undefined
  /** Files to keep for that site. */
  readonly settings?: string | undefined
  readonly rates?: string | undefined
}

/** The sites with their connections, each tried now; with files, first keeps those for a site. */
export async function sites(command: SitesCommand): Promise<readonly SiteReport[]> {
  const opened = await openData(command, 'visitor')
  try {
    await keepFiles(command, opened.database.pool)
    const { connections } = await createResponse(opened)
    try {
      const all = await connections.of(null)
      const stored = await listSites(opened.database.pool)
      return await Promise.all(
        stored
          .filter(({ site }) => command.site === undefined || site === command.site)
          .map(async ({ customer, site, name, rates }) => ({
            id: site,
            name,
            rates: rates === null ? ('estimate' as const) : ('deck' as const),
            connections: await Promise.all(
              all
                .filter((one) => one.customer === customer && one.site === site)
                .map(async ({ id, kind, connection }) => {
                  const { paste: _, ...now } = await triedNow(connection)
                  return { id, kind, ...now }
                }),
            ),
          })),
      )
    } finally {
      await connections.close()
    }
  } finally {
    await opened.database.close()
  }
}

async function keepFiles(
  { site, settings, rates }: SitesCommand,
  pool: Parameters<typeof writeSite>[0],
): Promise<void> {
  if (site === undefined || (settings ?? rates) === undefined) return
  // Read both ways before anything is kept: a wrong line is told now, with its number.
  const read = settings === undefined ? undefined : await readSite(settings)
  if (rates !== undefined) await readDeck(rates)
  await writeSite(
    pool,
    placeOf(site),
    {
      ...(read && settings !== undefined
        ? { settings: read, yaml: await readUserFile(settings), name: read.name }
        : {}),
      ...(rates === undefined ? {} : { rates: await readUserFile(rates) }),
    },
    actOf(
      systemActor(),
      'site.changed',
      site,
      { settings: read !== undefined, rates: rates !== undefined },
      systemClock(),
    ),
  )
}
