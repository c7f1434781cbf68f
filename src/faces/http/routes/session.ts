import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type App, allowedAt, type Person, roles } from '#app'
import { Session } from '#contract'
import { originOf } from '../auth.ts'
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
        summary: 'Who is signed in, what they may do where, and the token for changes',
        tags: ['session'],
        response: { 200: Session },
      },
    },
    async (request, reply) => {
      const { signedIn } = request
      if (signedIn) {
        const { person } = signedIn.session
        return {
          setupNeeded: false,
          person: shown(person),
          csrf: csrfOf(signedIn.token),
          sso: access.sso.name,
          customers: await placesOf(app, person),
        }
      }
      const visitor = readToken('visitor', request) ?? access.sessions.visitor()
      writeToken('visitor', visitor, request, reply)
      return {
        setupNeeded: await access.setup.needed(),
        person: null,
        csrf: csrfOf(visitor),
        sso: access.sso.name,
        customers: [],
      }
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
      if (request.signedIn) await access.sessions.end(request.signedIn.token, originOf(request))
      clearToken('session', request, reply)
      return reply.code(204).send(undefined)
    },
  )
}

const shown = (person: Person) => {
  const { id, name, email, grants } = person
  const role = roles.find((each) => grants.some((grant) => grant.role === each)) ?? 'viewer'
  return { id, name, email, role, grants: [...grants], permissions: allowedAt(person, {}) }
}

async function placesOf(app: App, person: Person) {
  const customers = await app.access.sessions.places(person)
  return customers.map(({ id, name, sites }) => ({
    id,
    name,
    permissions: allowedAt(person, { customer: id }),
    sites: sites.map((site) => ({
      ...site,
      permissions: allowedAt(person, { customer: id, site: site.id }),
    })),
  }))
}
