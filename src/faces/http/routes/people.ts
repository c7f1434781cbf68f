import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App, ListedPerson, OneTimeLink } from '#app'
import { Invited, InviteRequest, PeoplePage, PersonChange, PersonView } from '#contract'
import { callerOf } from '../auth.ts'
import { iso, isoOrNull } from '../times.ts'

const tags = ['people']
const one = z.object({ person: z.string().max(100) })
const manage = { access: 'people.manage', anywhere: true, stepUp: true } as const

/** People and their roles, as far as the caller looks after them. */
export function peopleRoutes(api: FastifyInstance, app: App): void {
  listRoute(api, app)
  inviteRoutes(api, app)
  changeRoutes(api, app)
}

function listRoute(api: FastifyInstance, { access: { people } }: App): void {
  api.withTypeProvider<ZodTypeProvider>().get(
    '/people',
    {
      config: { access: 'people.read', anywhere: true },
      schema: {
        operationId: 'listPeople',
        summary: 'People, by e-mail address',
        tags,
        querystring: z.object({
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z.string().max(300).default(''),
        }),
        response: { 200: PeoplePage },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query
      const found = await people.list(callerOf(request).holder, limit + 1, cursor)
      const items = found.slice(0, limit).map(shown)
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.email ?? null) : null }
    },
  )
}

function inviteRoutes(api: FastifyInstance, { access: { people } }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.post(
    '/people',
    {
      config: manage,
      schema: {
        operationId: 'invitePerson',
        summary: 'Invites somebody; answers with their one-time link',
        tags,
        body: InviteRequest,
        response: { 201: Invited },
      },
    },
    async (request, reply) =>
      reply.code(201).send(linked(await people.invite(callerOf(request), request.body))),
  )

  routes.post(
    '/people/:person/reset',
    {
      config: manage,
      schema: {
        operationId: 'resetPerson',
        summary: 'Ends every way in of a person and answers with a new one-time link',
        tags,
        params: one,
        response: { 200: Invited },
      },
    },
    async (request) => linked(await people.reset(callerOf(request), request.params.person)),
  )
}

function changeRoutes(api: FastifyInstance, { access: { people } }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.patch(
    '/people/:person',
    {
      config: manage,
      schema: {
        operationId: 'changePerson',
        summary: 'Changes name or roles',
        tags,
        params: one,
        body: PersonChange,
        response: { 200: PersonView },
      },
    },
    async (request) => shown(await people.change(callerOf(request), request.params.person, request.body)),
  )

  for (const [act, active] of [
    ['deactivate', false],
    ['activate', true],
  ] as const)
    routes.post(
      `/people/:person/${act}`,
      {
        config: manage,
        schema: {
          operationId: `${act}Person`,
          summary: active ? 'Lets a person in again' : 'Keeps a person out and ends their sessions',
          tags,
          params: one,
          response: { 200: PersonView },
        },
      },
      async (request) => shown(await people.setActive(callerOf(request), request.params.person, active)),
    )
}

const shown = ({ createdAt, lastSeenAt, invitedUntil, grants, ...person }: ListedPerson) => ({
  ...person,
  grants: [...grants],
  createdAt: iso(createdAt),
  lastSeenAt: isoOrNull(lastSeenAt),
  invitedUntil: isoOrNull(invitedUntil),
})

const linked = ({ person, link }: { person: ListedPerson; link: OneTimeLink }) => ({
  person: shown(person),
  // In the fragment: browsers send it to nobody, and no proxy writes it down.
  link: `/join#token=${link.token}`,
  expiresAt: iso(link.expiresAt),
})
