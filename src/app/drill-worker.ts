import { parentPort, workerData } from 'node:worker_threads'
import { DomainError } from '#core/kernel'
import { drillCommand } from './drill-command.ts'
import type { DrillCommand } from './drills.ts'

// Drills of the console, in a thread of their own: they reckon for seconds, and calls that are followed do not wait.
try {
  parentPort?.postMessage({ report: await drillCommand(workerData as DrillCommand) })
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
