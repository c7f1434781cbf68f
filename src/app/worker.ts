import { parentPort, workerData } from 'node:worker_threads'
import { DomainError } from '#core/kernel'
import { tools } from './compose-files.ts'
import { type InvestigateRequest, runInvestigation } from './investigator.ts'

// The judging of one investigation, in a thread of its own so that the console answers meanwhile. Calls are not sent
// across one by one: the verdict is.
const request = workerData as InvestigateRequest

try {
  await runInvestigation(
    request,
    tools(),
    (progress) => parentPort?.postMessage({ progress }),
    (verdict) => parentPort?.postMessage({ verdict }),
  )
  if (request.callsTo) parentPort?.postMessage({ callsWritten: true })
} catch (error) {
  const known = error instanceof DomainError
  parentPort?.postMessage({
    failure: {
      code: known ? error.code : 'internal',
      message: error instanceof Error ? error.message : String(error),
      remedy: known ? error.remedy : 'Please report this with the file that caused it.',
    },
  })
}
