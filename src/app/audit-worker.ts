import { parentPort, workerData } from 'node:worker_threads'
import { DomainError } from '#core/kernel'
import type { AskRequest, AuditRequest, CloseRequest } from './audit-request.ts'
import { workAsk, workAudit, workClose } from './audit-work.ts'

// Audits of the server, in a thread of their own: they reckon for seconds, and calls that are followed do not wait.
try {
  const request = workerData as AuditRequest | AskRequest | CloseRequest
  parentPort?.postMessage({ done: await workOf(request) })
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

function workOf(request: AuditRequest | AskRequest | CloseRequest): unknown {
  if (request.kind === 'ask') return workAsk(request)
  return request.kind === 'close' ? workClose(request) : workAudit(request)
}
