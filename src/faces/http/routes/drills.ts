import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { DrillReport, DrillRequest, Drills, TestDrillReport, TestDrillRequest } from '#contract'
import { actorOf } from '../auth.ts'

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

  routes.post(
    '/customers/:customer/sites/:site/drills/test-pbx',
    {
      config: { access: 'controls.act', stepUp: true },
      schema: {
        operationId: 'placeDrill',
        summary:
          'Places the first calls of an attack on a PBX that is there for tests, or shows them; takes a minute',
        tags,
        params,
        body: TestDrillRequest,
        response: { 200: TestDrillReport },
      },
    },
    (request) => drills.place(request.params, request.body, actorOf(request)),
  )
}
