import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { ApiToken, App } from '#app'
import { TokenList, TokenMade, TokenRequest } from '#contract'
import { originOf, signedInOf } from '../auth.ts'
import { iso, isoOrNull } from '../times.ts'

const tags = ['tokens']

/** Tokens of the API: people make and end their own. */
export function tokenRoutes(api: FastifyInstance, { access: { tokens } }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/tokens',
    {
      config: { access: 'self' },
      schema: {
        operationId: 'listTokens',
        summary: 'Your tokens that stand, newest first',
        tags,
        response: { 200: TokenList },
      },
    },
    async (request) => ({
      items: (await tokens.list(signedInOf(request).session.person)).map(shown),
    }),
  )

  routes.post(
    '/tokens',
    {
      config: { access: 'self', stepUp: true },
      schema: {
        operationId: 'makeToken',
        summary: 'Makes a token; it never does more than you may',
        tags,
        body: TokenRequest,
        response: { 201: TokenMade },
      },
    },
    async (request, reply) => {
      const { person } = signedInOf(request).session
      const { token, secret } = await tokens.make(person, request.body, originOf(request))
      return reply.code(201).send({ token: shown(token), secret })
    },
  )

  routes.delete(
    '/tokens/:token',
    {
      config: { access: 'self' },
      schema: {
        operationId: 'endToken',
        summary: 'Ends one of your tokens',
        tags,
        params: z.object({ token: z.string().max(100) }),
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      await tokens.end(signedInOf(request).session.person, request.params.token, originOf(request))
      return reply.code(204).send(undefined)
    },
  )
}

const shown = ({ createdAt, expiresAt, lastUsedAt, permissions, ...token }: ApiToken) => ({
  ...token,
  permissions: [...permissions],
  createdAt: iso(createdAt),
  expiresAt: iso(expiresAt),
  lastUsedAt: isoOrNull(lastUsedAt),
})
