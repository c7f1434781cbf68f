import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { SpendView } from '#contract'

const params = z.object({ customer: z.string(), site: z.string() })

/** What the calls of a site cost this month. */
export function spendRoutes(api: FastifyInstance, { spend }: App): void {
  api.withTypeProvider<ZodTypeProvider>().get(
    '/customers/:customer/sites/:site/spend',
    {
      config: { access: 'sites.read' },
      schema: {
        operationId: 'getSpend',
        summary: 'What the calls of this month cost, what they will have cost at its end, and the budget',
        tags: ['sites'],
        params,
        response: { 200: SpendView },
      },
    },
    (request) => spend.view(request.params),
  )
}
