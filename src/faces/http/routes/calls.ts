import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { CallCount, CallPage, CallQuery, CallViews, NewCallView } from '#contract'

const place = z.object({ customer: z.string(), site: z.string() })
const base = '/customers/:customer/sites/:site/calls'
const tags = ['calls']
const read = { access: 'calls.read' } as const
const change = { access: 'calls.views' } as const

/** The kept calls of a site: found, counted, exported, and searches kept by name. */
export function callRoutes(api: FastifyInstance, app: App): void {
  searchRoutes(api, app)
  exportRoute(api, app)
  viewRoutes(api, app)
}

function searchRoutes(api: FastifyInstance, { calls }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.get(
    base,
    {
      config: read,
      schema: {
        operationId: 'listCalls',
        summary: 'Calls, newest first, a page at a time',
        tags,
        params: place,
        querystring: CallQuery.extend({
          limit: z.coerce.number().int().min(1).max(500).default(100),
          cursor: z.string().max(100).optional(),
        }),
        response: { 200: CallPage },
      },
    },
    ({ params, query: { limit, cursor, ...query } }) =>
      calls.search(params, query, limit, cursor || undefined),
  )
  routes.get(
    `${base}/count`,
    {
      config: read,
      schema: {
        operationId: 'countCalls',
        summary: 'How many calls fit, counted up to 100,000',
        tags,
        params: place,
        querystring: CallQuery,
        response: { 200: CallCount },
      },
    },
    ({ params, query }) => calls.count(params, query),
  )
}

function exportRoute(api: FastifyInstance, { calls }: App): void {
  api.withTypeProvider<ZodTypeProvider>().get(
    `${base}.csv`,
    {
      config: { access: 'calls.export', exports: 'calls.csv' },
      schema: {
        operationId: 'exportCalls',
        summary: 'All calls that fit, as CSV; sent as it is read',
        tags,
        params: place,
        querystring: CallQuery,
        produces: ['text/csv'],
      },
    },
    ({ params, query }, reply) =>
      reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="calls.csv"')
        .send(Readable.from(calls.csv(params, query))),
  )
}

function viewRoutes(api: FastifyInstance, { calls }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.get(
    `${base}/views`,
    {
      config: read,
      schema: {
        operationId: 'listCallViews',
        summary: 'Searches that were given a name at this site',
        tags,
        params: place,
        response: { 200: CallViews },
      },
    },
    async ({ params }) => ({ views: [...(await calls.views(params))] }),
  )
  routes.post(
    `${base}/views`,
    {
      config: change,
      schema: {
        operationId: 'saveCallView',
        summary: 'Gives a search a name; one of the same name is replaced',
        tags,
        params: place,
        body: NewCallView,
        response: { 204: z.undefined() },
      },
    },
    async ({ params, body }, reply) => {
      await calls.saveView(params, body)
      return reply.code(204).send(undefined)
    },
  )
  routes.delete(
    `${base}/views/:id`,
    {
      config: change,
      schema: {
        operationId: 'removeCallView',
        summary: 'Forgets a named search',
        tags,
        params: place.extend({ id: z.string() }),
        response: { 204: z.undefined() },
      },
    },
    async ({ params }, reply) => {
      await calls.removeView(params, params.id)
      return reply.code(204).send(undefined)
    },
  )
}
