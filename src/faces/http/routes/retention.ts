import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { RetentionOrder, RetentionView } from '#contract'
import { actorOf } from '../auth.ts'

const params = z.object({ customer: z.string(), site: z.string() })
const tags = ['sites']
const address = '/customers/:customer/sites/:site/retention'

/** What of a site is past its time. */
export function retentionRoutes(api: FastifyInstance, { retention }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.get(
    address,
    {
      config: { access: 'sites.read' },
      schema: {
        operationId: 'getRetention',
        summary: 'What of a site is older than it is kept, and what keeps it from being deleted',
        tags,
        params,
        response: { 200: RetentionView },
      },
    },
    (request) => retention.preview(request.params),
  )

  routes.post(
    `${address}/delete`,
    {
      config: { access: 'sites.write' },
      schema: {
        operationId: 'deleteExpired',
        summary: 'Deletes what the preview counted, and refuses when it is not that any more',
        tags,
        params,
        body: RetentionOrder,
        response: { 200: RetentionView },
      },
    },
    (request) => retention.remove(request.params, request.body, actorOf(request)),
  )
}
