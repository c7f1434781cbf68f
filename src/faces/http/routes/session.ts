import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { Session } from '#contract'
import { clearToken, csrfOf, readToken, writeToken } from '../cookies.ts'

export function sessionRoutes(api: FastifyInstance, app: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const { access } = app

  routes.get(
    '/session',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getSession',
        summary: 'Who is signed in, where they may go, and the token for changes',
        tags: ['session'],
        response: { 200: Session },
      },
    },
    async (request, reply) => {
      const { signedIn } = request
      if (signedIn) {
        const { id, name, email, role } = signedIn.session.person
        const customers = await access.sessions.places(signedIn.session.person)
        return {
          setupNeeded: false,
          person: { id, name, email, role },
          csrf: csrfOf(signedIn.token),
          customers: customers.map((customer) => ({ ...customer, sites: [...customer.sites] })),
        }
      }
      const visitor = readToken('visitor', request) ?? access.sessions.visitor()
      writeToken('visitor', visitor, request, reply)
      return { setupNeeded: await access.setup.needed(), person: null, csrf: csrfOf(visitor), customers: [] }
    },
  )

  routes.post(
    '/sign-out',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'signOut',
        summary: 'Ends the session',
        tags: ['session'],
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      if (request.signedIn) await access.sessions.end(request.signedIn.token, { address: request.ip })
      clearToken('session', request, reply)
      return reply.code(204).send(undefined)
    },
  )
}
