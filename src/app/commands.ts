import type { ObligationReport } from '#contract'
import {
  backup as backUp,
  type DataOption,
  dataDirOf,
  diagnoseDatabase,
  diagnoseSystem,
  keepOf,
  keyInside,
  type Opened,
  obligationTools,
  openData,
  restore as putBack,
  schemaState,
  systemClock,
} from './compose.ts' // prettier-ignore
import { readConfig } from './config.ts'
import { systemActor } from './local-socket.ts'
import { obligationsOf } from './obligations.ts'

// What the command line asks for, each in one piece.

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
