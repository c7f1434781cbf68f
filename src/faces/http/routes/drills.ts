import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { DrillReport, DrillRequest, Drills } from '#contract'

const tags = ['drills']
const params = z.object({ customer: z.string(), site: z.string() })

/** Simulated attacks against the rules, habits and policy of a site. */
export function drillRoutes(api: FastifyInstance, { drills }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/customers/:customer/sites/:site/drills',
    {
      config: { access: 'controls.read' },
      schema: {
        operationId: 'listDrills',
        summary: 'The attacks that can be simulated',
        tags,
        params,
        response: { 200: Drills },
      },
    },
    () => drills.list(),
  )

  routes.post(
    '/customers/:customer/sites/:site/drills',
    {
      config: { access: 'controls.act' },
      schema: {
        operationId: 'runDrills',
        summary: 'Simulates attacks; nothing is called, changed or kept',
        tags,
        params,
        body: DrillRequest,
        response: { 200: DrillReport },
      },
    },
    (request) => drills.run(request.params, request.body.scenarios),
  )
}
