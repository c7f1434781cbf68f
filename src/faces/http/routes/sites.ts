import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { NewSite, Overview, SiteChange, SiteMade, SiteView } from '#contract'
import { actorOf, callerOf } from '../auth.ts'

const place = z.object({ customer: z.string(), site: z.string() })
const tags = ['sites']

/** Customers, their sites, and how each is set up. */
export function siteRoutes(api: FastifyInstance, { sites }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/overview',
    {
      config: { access: 'sites.read', anywhere: true },
      schema: {
        operationId: 'getOverview',
        summary: 'Every site you may see, with what was found there',
        tags,
        response: { 200: Overview },
      },
    },
    async (request) => ({ sites: [...(await sites.overview(callerOf(request).holder))] }),
  )

  routes.post(
    '/sites',
    {
      config: { access: 'sites.write', anywhere: true },
      schema: {
        operationId: 'createSite',
        summary: 'Adds a site, to a customer there is or to a new one',
        tags,
        body: NewSite,
        response: { 201: SiteMade },
      },
    },
    async (request, reply) => reply.code(201).send(await sites.create(request.body, callerOf(request))),
  )

  routes.get(
    '/customers/:customer/sites/:site/settings',
    {
      config: { access: 'sites.read' },
      schema: {
        operationId: 'getSite',
        summary: 'How a site is set up: its site.yaml',
        tags,
        params: place,
        response: { 200: SiteView },
      },
    },
    ({ params }) => sites.get(params),
  )

  routes.put(
    '/customers/:customer/sites/:site/settings',
    {
      config: { access: 'sites.write' },
      schema: {
        operationId: 'saveSite',
        summary: 'Sets a site up; refuses what is wrong with its line and what to do',
        tags,
        params: place,
        body: SiteChange,
        response: { 200: SiteView },
      },
    },
    (request) => sites.save(request.params, request.body, actorOf(request)),
  )
}
