import type { DrillReport, TestDrillReport } from '#contract'
import { DomainError } from '#core/kernel'
import * as content from '../adapters/content/index.ts'
import * as storage from '../adapters/storage/index.ts'
import * as system from '../adapters/system/index.ts'
import type { DataOption, Opened } from './compose-data.ts'
import { drillLocks } from './compose-live.ts'
import { type DrillCommand, type DrillRunner, drillList, type TestDrillOrder } from './drills.ts'

/** Says in the ledger of what was killed amid its test calls that it ended so; what still goes on holds its lock. */
async function endBrokenOff({ database: { pool } }: Pick<Opened, 'database'>): Promise<void> {
  for (const { id: drill, customer, site, account: subject, ...detail } of await storage.begunDrills(pool))
    await drillLocks(pool)(drill, () =>
      storage.recordAct(
        pool,
        { customer, site },
        {
          actor: 'system:drills',
          action: 'drill.broken-off',
          subject,
          at: system.systemClock(),
          detail: { drill, ...detail },
        },
      ),
    )
}

const isBuilt = !import.meta.url.endsWith('.ts')
const worker = new URL(isBuilt ? './drill-worker.js' : './drill-worker.ts', import.meta.url)

interface Answer {
  readonly report?: DrillReport | TestDrillReport
  readonly failure?: { readonly code: string; readonly message: string; readonly remedy: string }
}

/** Drills over the data of a running server, one at a time. */
export async function drillRunner(
  { data }: DataOption,
  opened: Pick<Opened, 'database'>,
): Promise<DrillRunner> {
  await endBrokenOff(opened)
  let before: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = before.catch(() => undefined).then(work)
    before = next
    return next
  }
  return {
    list: async () => drillList(await content.readDrills()),
    run({ customer, site }, scenarios) {
      const command: DrillCommand = { data, customer, site, scenarios }
      return inTurn(() => answerOf<DrillReport>(command))
    },
    place({ customer, site }, wanted, by) {
      const order: TestDrillOrder = { data, customer, site, ...wanted, version: 'console', by }
      return inTurn(() => answerOf<TestDrillReport>(order))
    },
  }
}

async function answerOf<Report>(command: DrillCommand | TestDrillOrder): Promise<Report> {
  for await (const message of system.runInBackground(worker, command, new AbortController().signal)) {
    const { report, failure } = message as Answer
    if (report) return report as Report
    if (failure) throw new DrillFailure(failure.code, failure.message, failure.remedy)
  }
  throw new Error('the drill ended without an answer')
}

/** What the thread was told, in its own words. */
class DrillFailure extends DomainError {}
