import { parentPort, workerData } from 'node:worker_threads'
import { DomainError } from '#core/kernel'
import type { AskRequest, AuditRequest } from './audit-request.ts'
import { workAsk, workAudit } from './audit-work.ts'

// Audits of the server, in a thread of their own: they reckon for seconds, and calls that are followed do not wait.
try {
  const request = workerData as AuditRequest | AskRequest
  parentPort?.postMessage({ done: request.kind === 'ask' ? workAsk(request) : await workAudit(request) })
} catch (error) {
  const known = error instanceof DomainError
  parentPort?.postMessage({
    failure: {
      code: known ? error.code : 'internal',
      message: known ? error.message : `The audit broke off: ${(error as Error).name}`,
      remedy: known ? error.remedy : 'Send fewer files at once, and report which kind of file caused it.',
    },
  })
}
