import type { FastifyRequest } from 'fastify'
import { DomainError } from '#core/kernel'
import { csrfMatches, readToken } from './cookies.ts'

/** A change must come from a page of ours (Origin, Sec-Fetch-Site) that could read what we told this browser (the token). */
export function refuseForgery(request: FastifyRequest): void {
  const { origin, 'sec-fetch-site': site } = request.headers
  const elsewhere =
    origin === undefined
      ? site !== undefined && site !== 'same-origin' && site !== 'none'
      : origin !== `${request.protocol}://${request.host}`
  if (elsewhere)
    throw new DomainError(
      'origin-refused',
      'The request came from a page of another address.',
      'Open the console at the address it is served from. Behind a proxy, let the proxy pass on Host and X-Forwarded-Proto.',
    )
  const token = request.signedIn?.token ?? readToken('visitor', request)
  if (token === null || !csrfMatches(token, request.headers['x-csrf-token']))
    throw new DomainError(
      'csrf-refused',
      'The request does not carry the token of this session.',
      'Reload the page and try again. Scripts: send the `csrf` of GET /api/v1/session as x-csrf-token, with its cookies.',
    )
}
