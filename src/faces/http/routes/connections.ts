import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { ConnectionList, ConnectReport, NewConnection } from '#contract'
import { actorOf } from '../auth.ts'

const tags = ['connections']
const place = z.object({ customer: z.string(), site: z.string() })
const one = place.extend({ id: z.string().max(100) })
const base = '/customers/:customer/sites/:site/connections'
/** The server goes to any address and reads its own files for it: that is not for an owner of one customer. */
const manage = { access: 'connections.manage', wholeHouse: true } as const
const dangerous = { ...manage, stepUp: true } as const

/** The PBXs, firewalls and switches of a site. */
export function connectionRoutes(api: FastifyInstance, { systems }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.get(
    base,
    {
      config: { access: 'controls.read' },
      schema: {
        operationId: 'listConnections',
        summary: 'The systems of the site, each tried now: what can be read and done there; no secrets',
        tags,
        params: place,
        response: { 200: ConnectionList },
      },
    },
    ({ params }) => systems.list(params),
  )

  routes.post(
    `${base}/check`,
    {
      config: manage,
      schema: {
        operationId: 'checkConnection',
        summary: 'Tries a system and says what can be read and done there; changes and keeps nothing',
        tags,
        params: place,
        body: NewConnection,
        response: { 200: ConnectReport },
      },
    },
    ({ params, body }) => systems.check(params, body),
  )

  routes.post(
    base,
    {
      config: dangerous,
      schema: {
        operationId: 'addConnection',
        summary: 'Tries a system, then keeps it with its secrets sealed; it is followed within seconds',
        tags,
        params: place,
        body: NewConnection,
        response: { 201: ConnectReport },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await systems.add(request.params, request.body, actorOf(request))),
  )

  routes.delete(
    `${base}/:id`,
    {
      config: dangerous,
      schema: {
        operationId: 'removeConnection',
        summary: 'Forgets a system with its secrets; refused while a control is in force there',
        tags,
        params: one,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await systems.remove(request.params, request.params.id, actorOf(request))
      return reply.code(204).send(null)
    },
  )
}
