import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { DeckImport, DeckPreview, DeckText, RateTrial, SiteRates } from '#contract'
import { actorOf } from '../auth.ts'

const params = z.object({ customer: z.string(), site: z.string() })
const tags = ['rates']
const address = '/customers/:customer/sites/:site/rates'
/** A deck of 300,000 prefixes. */
const bodyLimit = 24 * 1024 * 1024

/** What calls of a site cost. */
export function rateRoutes(api: FastifyInstance, app: App): void {
  readRoutes(api, app)
  writeRoutes(api, app)
}

function readRoutes(api: FastifyInstance, { rates, access }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.get(
    address,
    {
      config: { access: 'sites.read' },
      schema: {
        operationId: 'getRates',
        summary: 'The rate deck of a site, or that it has none',
        tags,
        params,
        response: { 200: SiteRates },
      },
    },
    (request) => rates.view(request.params),
  )

  routes.get(
    `${address}/trial`,
    {
      config: { access: 'sites.read' },
      schema: {
        operationId: 'tryRate',
        summary: 'What a call to a number, as dialled at the site, would cost',
        tags,
        params,
        querystring: z.object({
          number: z.string().min(1).max(64),
          seconds: z.coerce.number().int().min(0).max(10_000_000).default(60),
          at: z.iso.datetime({ offset: true }).optional().describe('otherwise now'),
        }),
        response: { 200: RateTrial },
      },
    },
    ({ params: place, query: { number, seconds, at } }) =>
      rates.test(place, { number, seconds, at: at === undefined ? access.now() : Date.parse(at) }),
  )
}

function writeRoutes(api: FastifyInstance, { rates }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const config = { access: 'sites.write' } as const
  routes.post(
    `${address}/preview`,
    {
      bodyLimit,
      config,
      schema: {
        operationId: 'previewRates',
        summary: 'How a price list would be read; changes nothing',
        tags,
        params,
        body: DeckText,
        response: { 200: DeckPreview },
      },
    },
    async ({ body }) => rates.preview(body),
  )

  routes.put(
    address,
    {
      bodyLimit,
      config,
      schema: {
        operationId: 'importRates',
        summary: 'Prices the calls of a site by a price list from now on',
        tags,
        params,
        body: DeckImport,
        response: { 200: SiteRates },
      },
    },
    (request) => rates.save(request.params, request.body, actorOf(request)),
  )

  routes.delete(
    address,
    {
      config,
      schema: {
        operationId: 'removeRates',
        summary: 'Goes back to the built-in estimate',
        tags,
        params,
        response: { 200: SiteRates },
      },
    },
    (request) => rates.remove(request.params, actorOf(request)),
  )
}
