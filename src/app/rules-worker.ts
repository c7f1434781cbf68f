import { parentPort, workerData } from 'node:worker_threads'
import { DomainError } from '#core/kernel'
import { type ReplayOrder, replayCommand } from './compose-replay.ts'

// A replay judges weeks of calls twice: in a thread of its own, so that the console and calls that are followed do not wait.
try {
  const difference = await replayCommand(workerData as ReplayOrder, (share) =>
    parentPort?.postMessage({ share }),
  )
  parentPort?.postMessage({ difference })
} catch (error) {
  const known = error instanceof DomainError
  parentPort?.postMessage({
    problem: {
      code: known ? error.code : 'internal',
      detail: error instanceof Error ? error.message : String(error),
      remedy: known ? error.remedy : 'Try again. If it stays, look at the server’s log and report it.',
    },
  })
}
