import { parentPort, workerData } from 'node:worker_threads'
import { DomainError } from '#core/kernel'
import { drillCommand } from './drill-command.ts'
import type { DrillCommand, TestDrillOrder } from './drills.ts'
import { placeDrill } from './test-drill-command.ts'

// Drills of the console, in a thread of their own: they reckon for seconds, and calls that are followed do not wait.
const asked = workerData as DrillCommand | TestDrillOrder
try {
  const never = new AbortController().signal
  const report = await ('testPbx' in asked ? placeDrill(asked, never) : drillCommand(asked))
  parentPort?.postMessage({ report })
} catch (error) {
  const known = error instanceof DomainError
  parentPort?.postMessage({
    failure: {
      code: known ? error.code : 'internal',
      message: error instanceof Error ? error.message : String(error),
      remedy: known ? error.remedy : 'Please report this with the scenario that caused it.',
    },
  })
}
