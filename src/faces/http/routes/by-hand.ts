import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { AttestedByHand, ByHandGuides } from '#contract'
import { actorOf } from '../auth.ts'

const tags = ['controls']
const params = z.object({ customer: z.string(), site: z.string() })
const address = '/customers/:customer/sites/:site/by-hand'

/** What people do where nothing can be connected. */
export function byHandRoutes(api: FastifyInstance, { byHand }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.get(
    address,
    {
      config: { access: 'controls.read' },
      schema: {
        operationId: 'listByHand',
        summary: 'What to do by hand at products that cannot be connected',
        tags,
        params,
        response: { 200: ByHandGuides },
      },
    },
    () => byHand.guides(),
  )

  routes.post(
    address,
    {
      config: { access: 'controls.act' },
      schema: {
        operationId: 'attestByHand',
        summary: 'Says that it was done by hand; kept in the audit log under your name, and not checked',
        tags,
        params,
        body: AttestedByHand,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      await byHand.attest(request.params, request.body, actorOf(request))
      return reply.code(204).send(undefined)
    },
  )
}
