import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { AutomaticActs, PolicyChange, PolicyView } from '#contract'
import { actorOf } from '../auth.ts'

const tags = ['policies']
const params = z.object({ customer: z.string(), site: z.string() })
const base = '/customers/:customer/sites/:site'

/** What Ringfence may do by itself at a site, and what it did. */
export function policyRoutes(api: FastifyInstance, { policies }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.get(
    `${base}/policy`,
    {
      config: { access: 'controls.read' },
      schema: {
        operationId: 'getPolicy',
        summary: 'What is done automatically at the site, and how far it may go',
        tags,
        params,
        response: { 200: PolicyView },
      },
    },
    (request) => policies.get(request.params),
  )

  routes.put(
    `${base}/policy`,
    {
      config: { access: 'sites.write' },
      schema: {
        operationId: 'savePolicy',
        summary: 'Writes the policy into the site.yaml of the site; in force within seconds',
        tags,
        params,
        body: PolicyChange,
        response: { 200: PolicyView },
      },
    },
    (request) => policies.save(request.params, request.body, actorOf(request)),
  )

  routes.get(
    `${base}/automatic`,
    {
      config: { access: 'controls.read' },
      schema: {
        operationId: 'listAutomatic',
        summary: 'What was done automatically, asked for, or would have been done, newest first',
        tags,
        params,
        querystring: z.object({ days: z.coerce.number().int().min(1).max(366).default(7) }),
        response: { 200: AutomaticActs },
      },
    },
    (request) => policies.acts(request.params, request.query.days),
  )
}
