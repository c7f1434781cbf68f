import type { DrillReport } from '#contract'
import { DomainError } from '#core/kernel'
import * as content from '../adapters/content/index.ts'
import * as system from '../adapters/system/index.ts'
import type { DataOption } from './compose-data.ts'
import { type DrillCommand, type DrillRunner, drillList } from './drills.ts'

const isBuilt = !import.meta.url.endsWith('.ts')
const worker = new URL(isBuilt ? './drill-worker.js' : './drill-worker.ts', import.meta.url)

interface Answer {
  readonly report?: DrillReport
  readonly failure?: { readonly code: string; readonly message: string; readonly remedy: string }
}

/** Drills over the data of a running server, one at a time. */
export function drillRunner({ data }: DataOption): DrillRunner {
  let before: Promise<unknown> = Promise.resolve()
  return {
    list: async () => drillList(await content.readDrills()),
    run({ customer, site }, scenarios) {
      const command: DrillCommand = { data, customer, site, scenarios }
      const next = before.catch(() => undefined).then(() => answerOf(command))
      before = next
      return next
    },
  }
}

async function answerOf(command: DrillCommand): Promise<DrillReport> {
  for await (const message of system.runInBackground(worker, command, new AbortController().signal)) {
    const { report, failure } = message as Answer
    if (report) return report
    if (failure) throw new DrillFailure(failure.code, failure.message, failure.remedy)
  }
  throw new Error('the drill ended without an answer')
}

/** What the thread was told, in its own words. */
class DrillFailure extends DomainError {}
