import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Log } from '#app'
import type { Problem } from '#contract'
import { DomainError } from '#core/kernel'

/** THE table: code to status. A code that is not here is something the request itself asked for: 422. */
export const statuses: Readonly<Record<string, number>> = {
  'request-invalid': 400,
  'idempotency-key-invalid': 400,
  'upload-empty': 400,
  'options-invalid': 400,
  'invoice-mapping-invalid': 400,
  'duty-facts-invalid': 400,
  'duty-unknown': 404,
  'cursor-invalid': 400,
  'signed-out': 401,
  'sign-in-refused': 401,
  'sign-in-expired': 401,
  'token-invalid': 401,
  'origin-refused': 403,
  'csrf-refused': 403,
  'not-allowed': 403,
  'step-up-required': 403,
  'setup-link-invalid': 403,
  'address-unknown': 404,
  'place-unknown': 404,
  'invitation-invalid': 403,
  'person-unknown': 404,
  'person-exists': 409,
  'last-owner': 409,
  'acknowledgement-invalid': 403,
  'channel-unknown': 404,
  'incident-unknown': 404,
  'notice-busy': 409,
  'plan-changed': 409,
  'guide-unknown': 404,
  'connection-unknown': 404,
  'connection-in-use': 409,
  'control-unknown': 404,
  'control-exists': 409,
  'control-state': 409,
  'investigation-unknown': 404,
  'incident-not-handled': 404,
  'task-unknown': 404,
  'file-unknown': 404,
  'incident-state': 409,
  'legal-hold': 409,
  'retention-stopped': 409,
  'retention-changed': 409,
  'incident-busy': 409,
  'reconciled-differs': 409,
  'not-yet': 409,
  'gates-unsatisfied': 409,
  'task-waits': 409,
  'second-person': 403,
  'rule-unknown': 404,
  'replay-unknown': 404,
  'rules-not-replayed': 409,
  'rules-changed': 409,
  'site-not-followed': 404,
  'sso-off': 404,
  'sso-refused': 401,
  'sso-unknown': 403,
  'sso-second-factor-missing': 403,
  'sso-taken': 409,
  'sso-last-way': 409,
  'passkey-last-way': 409,
  'sso-not-you': 403,
  'sso-unreachable': 502,
  'report-missing': 404,
  'audit-unknown': 404,
  'check-unknown': 404,
  'cell-unknown': 404,
  'risk-unknown': 404,
  'target-unknown': 404,
  'model-unknown': 409,
  'nothing-to-audit': 409,
  'not-failing': 409,
  'request-too-slow': 408,
  'mark-unknown': 404,
  'verdict-missing': 409,
  'request-under-way': 409,
  'setup-done': 409,
  'setup-expired': 410,
  'request-too-large': 413,
  'upload-too-large': 413,
  'media-type-unsupported': 415,
  'passkey-refused': 422,
  'password-refused': 422,
  'code-refused': 422,
  'sign-in-locked': 429,
  'too-many-requests': 429,
  'internal-error': 500,
}

/** Any error as a problem: what went wrong and what to do, without anything of our inside. */
function problemOf(error: unknown): { problem: Problem; retryAfter?: number } {
  const known = error instanceof DomainError ? error : translate(error as FastifyError)
  const status = statuses[known.code] ?? 422
  const problem = {
    type: `urn:ringfence:error:${known.code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code: known.code,
    detail: known.message,
    remedy: known.remedy,
  }
  const wait = (known as { retryAfterSeconds?: unknown }).retryAfterSeconds
  return typeof wait === 'number' ? { problem, retryAfter: wait } : { problem }
}

/** For where there is no reply to send it by. */
export const problemText = (error: DomainError): string => JSON.stringify(problemOf(error).problem)

/** Answers with the problem; what was not foreseen goes to the log, with the route but without what was in the address. */
export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log: Log,
): FastifyReply {
  const { problem, retryAfter } = problemOf(error)
  if (problem.status >= 500)
    log.error({ err: error, method: request.method, route: request.routeOptions.url }, 'a request failed')
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .serializer(JSON.stringify)
    .send(problem)
}

/** What fastify and its plugins say, in our words. */
function translate(error: FastifyError): DomainError {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map(({ instancePath, message }) =>
      `${fieldName(instancePath)} ${message ?? ''}`.trim(),
    )
    return new DomainError(
      'request-invalid',
      `The request does not fit: ${fields.join('; ')}`,
      'Correct what is named and send it again.',
    )
  }
  const status = error.statusCode ?? 500
  if (status === 413)
    return new DomainError(
      'request-too-large',
      'The request is larger than this address takes.',
      'Send less at once.',
    )
  if (status === 406 || status === 415)
    return new DomainError(
      'media-type-unsupported',
      'This address does not read that kind of body.',
      'Send JSON, or multipart/form-data for files.',
    )
  if (status >= 400 && status < 500) return requestUnreadable()
  return new DomainError(
    'internal-error',
    'Something went wrong in Ringfence itself.',
    'Try again. If it stays, look at the server’s log at this time and report it.',
  )
}

const fieldName = (path: string): string => path.split('/').filter(Boolean).join('.') || 'the body'

export const requestUnreadable = (): DomainError =>
  new DomainError(
    'request-invalid',
    'The request cannot be read.',
    'Check how it is written: see /api/v1/openapi.json.',
  )
export const addressUnknown = (): DomainError =>
  new DomainError(
    'address-unknown',
    'There is nothing at this address.',
    'Addresses are listed in /api/v1/openapi.json.',
  )
export const investigationUnknown = (): DomainError =>
  new DomainError(
    'investigation-unknown',
    'There is no such investigation here.',
    'It may have been deleted: look in the list of investigations.',
  )
export const notFollowed = (): DomainError =>
  new DomainError(
    'site-not-followed',
    'Nothing of this site is followed live.',
    'Connect its PBX: ringfence connect asterisk --site ….',
  )
export const tooManyRequests = (seconds: number): DomainError =>
  Object.assign(
    new DomainError(
      'too-many-requests',
      'That were too many requests at once.',
      `Wait ${seconds} seconds, then try again.`,
    ),
    { retryAfterSeconds: seconds },
  )
