import { basename, resolve } from 'node:path'
import type { InvestigationProgress, ObligationReport, Reconciled, Verdict } from '#contract'
import type { Call } from '#core/calls'
import type { StoredCall } from '#core/incidents'
import {
  backup as backUp,
  callStore,
  type DataOption,
  dataDirOf,
  diagnoseDatabase,
  diagnoseSystem,
  idOf,
  keepOf,
  keyInside,
  type Opened,
  obligationTools,
  openData,
  restore as putBack,
  reportFiles,
  schemaState,
  systemClock,
  tools,
} from './compose.ts' // prettier-ignore
import { vaultIn } from './compose-evidence.ts'
import { readConfig } from './config.ts'
import { type InvestigateRequest, runInvestigation } from './investigator.ts'
import { actOf, incidentsOf } from './kept.ts'
import { systemActor } from './local-socket.ts'
import { obligationsOf } from './obligations.ts'
import { type RatedLine, type RateSum, rateFiles } from './pricer.ts'
import { reconcileFiles } from './reconciler.ts'
import { reportKinds } from './report-files.ts'
import { storedCall } from './stored-calls.ts'

// What the command line asks for, each in one piece.

export interface InvestigateCommand extends DataOption, Omit<InvestigateRequest, 'files' | 'onCall'> {
  readonly files: readonly string[]
  readonly out?: string | undefined
  readonly save?: boolean | undefined
}

type Vault = ReturnType<typeof vaultIn>
const HOME = { customer: 'default', site: 'main' }

/** The verdict on files; with `save` calls and incidents are kept, with `out` the report files are made. */
export async function investigate(
  { files, out, save, data, ...options }: InvestigateCommand,
  onProgress: (progress: InvestigationProgress) => void,
): Promise<{ verdict: Verdict; files: { name: string; content: string | Uint8Array }[] }> {
  const kept: Call[] = []
  const request: InvestigateRequest = {
    ...options,
    files: files.map((path) => ({ path })),
    ...(save ? { onCall: (call: Call) => kept.push(call) } : {}),
  }
  const result = await runInvestigation(request, tools(), onProgress)
  const stored = kept.map((call) => storedCall(call, result.found.context))
  const verdict = save ? await keep(result.verdict, stored, files, { data }) : result.verdict
  if (out === undefined) return { verdict, files: [] }
  const reports = reportFiles()
  const made = []
  for (const kind of reportKinds) {
    const { body } = await reports.make(kind, verdict, { madeAt: result.found.now, files: [] })
    made.push({ name: kind, content: body })
  }
  return { verdict, files: made }
}

const PIECE = 5000

/** Calls and incidents in one transaction; the same calls again change nothing. The files they were found in go to the vault first. */
async function keep(
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

export interface RateCommand extends Omit<InvestigateRequest, 'files' | 'onCall' | 'ratesMap'> {
  readonly files: readonly string[]
  readonly deckMap?: string | undefined
  readonly each?: ((line: RatedLine) => void) | undefined
}

/** What the calls of files cost by a deck. */
export function rate({ files, deckMap, each, ...options }: RateCommand): Promise<RateSum> {
  return rateFiles({ ...options, ratesMap: deckMap, files: files.map((path) => ({ path })) }, each, tools())
}

export interface ReconcileCommand extends Omit<InvestigateRequest, 'files' | 'onCall' | 'ratesMap' | 'map'> {
  readonly files: readonly string[]
  readonly invoice: string
  readonly rates: string
  /** invoice-map.yaml, deck-map.yaml, and mapping.yaml of the calls. */
  readonly map?: string | undefined
  readonly deckMap?: string | undefined
  readonly callsMap?: string | undefined
}

/** A carrier's invoice beside the calls of files. */
export function reconcile({
  files,
  map,
  deckMap,
  callsMap,
  ...options
}: ReconcileCommand): Promise<Reconciled> {
  const calls = files.map((path) => ({ path }))
  return reconcileFiles(
    { ...options, files: calls, map: callsMap, ratesMap: deckMap, invoiceMap: map },
    tools(),
  )
}

/** Whom law and contract ask to tell, by a facts file; and the deadlines as a calendar. */
export const obligations = (facts: string): Promise<{ report: ObligationReport; calendar: string }> =>
  obligationsOf(facts, obligationTools())

/** Everything that is kept, in one file. `key`: whether what opens sealed secrets is in it too. */
export async function backup(
  file: string,
  options: DataOption,
): Promise<Awaited<ReturnType<typeof backUp>> & { key: boolean }> {
  const { database, dataDir } = await openData(options, 'visitor')
  try {
    const done = await backUp(database.pool, file, keepOf(dataDir), {
      actor: systemActor(),
      action: 'backup.made',
      subject: 'house',
      at: systemClock(),
    })
    return { ...done, key: await keyInside(dataDir) }
  } finally {
    await database.close()
  }
}

export async function restore(
  file: string,
  { force, ...options }: DataOption & { force?: boolean | undefined },
): Promise<Awaited<ReturnType<typeof putBack>>> {
  const { database, dataDir } = await openData(options, 'server')
  try {
    const act = { actor: systemActor(), action: 'backup.restored', subject: 'house', at: systemClock() }
    return await putBack(database.pool, file, keepOf(dataDir), { force: force ?? false }, act)
  } finally {
    await database.close()
  }
}

/** Opening the database brings its schema up to date; says what that took. */
export async function migrate(options: DataOption): Promise<{ version: number; applied: readonly string[] }> {
  const { database } = await openData(options, 'visitor')
  try {
    const { applied } = await schemaState(database.pool)
    return { version: applied, applied: database.migrated }
  } finally {
    await database.close()
  }
}

function mirrorCheck(lost: Opened['lost']): Awaited<ReturnType<typeof diagnose>>[number] {
  const gone = lost.map(({ from, to }) => `${from} to ${to}`).join(', ')
  return {
    name: 'ledger mirror',
    ok: lost.length === 0,
    detail:
      lost.length === 0
        ? 'the database has every entry'
        : `the database lost entries ${gone}: it was put back to an older state`,
    remedy:
      lost.length === 0
        ? ''
        : 'The entries stand in ledger-mirror.jsonl of the data directory. If nobody restored a backup on purpose, somebody undid what was recorded: keep both as evidence.',
  }
}

/** Looks whether everything that is needed is there and whole. */
export async function diagnose(
  options: DataOption,
): Promise<readonly { name: string; ok: boolean; detail: string; remedy: string }[]> {
  const config = readConfig()
  const dataDir = dataDirOf({
    given: options.data ?? config.dataDir,
    xdgDataHome: config.xdgDataHome,
    home: config.home,
    uid: process.geteuid?.() ?? 1,
  })
  const machine = await diagnoseSystem(dataDir, config.databaseUrl === undefined)
  let lost: Opened['lost'] = []
  const database = await diagnoseDatabase(async () => {
    const opened = await openData(options, 'visitor')
    lost = opened.lost
    return opened.database
  })
  return [...machine, ...database, ...(database[0]?.ok ? [mirrorCheck(lost)] : [])]
}
