import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { CodeRequest, SessionList, SessionsEnded } from '#contract'
import { originOf, signedInOf } from '../auth.ts'
import { iso } from '../times.ts'
import { guessLimit } from './sign-in.ts'

const tags = ['session']

/** What people see and do about their own sessions. */
export function ownSessionRoutes(api: FastifyInstance, { access }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/sessions',
    {
      config: { access: 'self' },
      schema: {
        operationId: 'listSessions',
        summary: 'Your sessions, the one used last first',
        tags,
        response: { 200: SessionList },
      },
    },
    async (request) => {
      const { session } = signedInOf(request)
      const all = await access.sessions.list(session.person.id)
      return {
        items: all.map(({ id, address, userAgent, createdAt, lastSeenAt }) => ({
          id,
          address,
          userAgent,
          createdAt: iso(createdAt),
          lastSeenAt: iso(lastSeenAt),
          current: id === session.id,
        })),
      }
    },
  )

  routes.delete(
    '/sessions/:session',
    {
      config: { access: 'self' },
      schema: {
        operationId: 'endSession',
        summary: 'Ends one of your sessions; `others` ends all but this one',
        tags,
        params: z.object({ session: z.string().max(100) }),
        response: { 200: SessionsEnded },
      },
    },
    async (request) => {
      const { session: id } = request.params
      const which = id === 'others' ? 'others' : { id }
      const { session } = signedInOf(request)
      return { ended: await access.sessions.endOwn(session, which, originOf(request)) }
    },
  )

  routes.post(
    '/session/proof',
    {
      config: { access: 'self', rateLimit: guessLimit },
      schema: {
        operationId: 'proveSession',
        summary: 'Shows a second factor anew: dangerous acts want one no older than ten minutes',
        tags,
        body: CodeRequest,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { token, session } = signedInOf(request)
      await access.signIn.prove(token, session, request.body.code, originOf(request))
      return reply.code(204).send(undefined)
    },
  )
}
