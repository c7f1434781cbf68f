import type { FastifyRequest } from 'fastify'
import type { App } from '#app'
import { DomainError } from '#core/kernel'
import type { Caller } from './caller.ts'

/** Whether the request carries a token of the API. Cookies are not looked at then, and no page of a browser can have sent it. */
export const hasBearer = ({ headers }: FastifyRequest): boolean => headers.authorization !== undefined

/** Who holds the token of `authorization: Bearer rf_…`; throws when nobody does any more. A second factor it has none. */
export async function bearerCaller(app: App, request: FastifyRequest): Promise<Caller> {
  const [, secret = ''] = /^Bearer (rf_[\w-]{43})$/i.exec(request.headers.authorization ?? '') ?? []
  const found = secret === '' ? null : await app.access.tokens.use(secret)
  if (!found)
    throw new DomainError(
      'token-invalid',
      'This token does not work, or no longer does.',
      'Make a new one under Settings, API tokens, and send it as `authorization: Bearer rf_…`.',
    )
  const { token, person, holder } = found
  return { actor: `token:${token.id}`, person, holder, provenAt: null }
}
