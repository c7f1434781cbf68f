import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { FlaggedCallPage, InvestigationPage, InvestigationView, Started } from '#contract'
import { actorOf } from '../auth.ts'
import { investigationUnknown } from '../errors.ts'
import type { EventStreams } from '../sse.ts'
import { readUpload } from '../upload.ts'

export interface InvestigationRouteOptions {
  readonly uploadLimit: number
  readonly heartbeatMs: number
  readonly streams: EventStreams
}

const place = z.object({ customer: z.string(), site: z.string() })
export const one = place.extend({ id: z.string() })
export const base = '/customers/:customer/sites/:site/investigations'
const tags = ['investigations']
const limit = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual)

export function investigationRoutes(
  api: FastifyInstance,
  app: App,
  options: InvestigationRouteOptions,
): void {
  startRoutes(api, app, options.uploadLimit)
  readRoutes(api, app)
  flaggedRoute(api, app)
  removeRoute(api, app)
  eventRoute(api, app, options)
}

function startRoutes(api: FastifyInstance, app: App, uploadLimit: number): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const { investigations } = app

  routes.post(
    base,
    {
      config: { access: 'investigations.start', takesFiles: true },
      schema: {
        operationId: 'startInvestigation',
        summary: 'Takes call records and looks into them',
        tags,
        params: place,
        response: { 202: Started },
      },
    },
    async (request, reply) => {
      try {
        const upload = await readUpload(request, uploadLimit)
        return reply
          .code(202)
          .send(await investigations.start(request.params, { ...upload, actor: actorOf(request) }))
      } catch (error) {
        // What is still coming is read and dropped: a browser that cannot finish sending never reads the answer.
        request.raw.unpipe().resume()
        throw error
      }
    },
  )

  routes.post(
    `${base}/sample`,
    {
      config: { access: 'investigations.start' },
      schema: {
        operationId: 'startSample',
        summary: 'Looks into the sample breach that comes with Ringfence',
        tags,
        params: place,
        response: { 202: Started },
      },
    },
    async (request, reply) =>
      reply.code(202).send(await investigations.startSample(request.params, actorOf(request))),
  )
}

function readRoutes(api: FastifyInstance, app: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const { investigations } = app

  routes.get(
    base,
    {
      config: { access: 'investigations.read' },
      schema: {
        operationId: 'listInvestigations',
        summary: 'Investigations, newest first',
        tags,
        params: place,
        querystring: z.object({ limit: limit(100, 30), cursor: z.string().optional() }),
        response: { 200: InvestigationPage },
      },
    },
    async ({ params, query }) => {
      const found = await investigations.list(params, query.limit + 1, query.cursor || undefined)
      const items = found.slice(0, query.limit)
      return { items, nextCursor: found.length > items.length ? (items.at(-1)?.id ?? null) : null }
    },
  )

  routes.get(
    `${base}/:id`,
    {
      config: { access: 'investigations.read' },
      schema: {
        operationId: 'getInvestigation',
        summary: 'One investigation with its verdict',
        tags,
        params: one,
        querystring: z.object({
          original: z
            .enum(['true', 'false'])
            .optional()
            .describe('true: as it was found at first, without marks'),
        }),
        response: { 200: InvestigationView },
      },
    },
    ({ params, query }) => existing(app, params, query.original === 'true'),
  )
}

function flaggedRoute(api: FastifyInstance, app: App): void {
  api.withTypeProvider<ZodTypeProvider>().get(
    `${base}/:id/flagged-calls`,
    {
      config: { access: 'investigations.read' },
      schema: {
        operationId: 'listFlaggedCalls',
        summary: 'Flagged calls, a page at a time',
        tags,
        params: one,
        querystring: z.object({
          limit: limit(1000, 200),
          cursor: z
            .string()
            .regex(/^\d{0,9}$/, 'is not one of ours')
            .optional(),
          account: z.string().optional(),
          sort: z.string().optional(),
          original: z.enum(['true', 'false']).optional(),
        }),
        response: { 200: FlaggedCallPage },
      },
    },
    async ({ params, query: { cursor, ...query } }) => {
      await existing(app, params)
      const offset = Number(cursor ?? 0)
      const { items, total } = await app.investigations.flaggedCalls(params, params.id, {
        offset,
        limit: query.limit,
        ...(query.account ? { account: query.account } : {}),
        ...(query.sort ? { sort: query.sort } : {}),
        original: query.original === 'true',
      })
      const end = offset + items.length
      return { items: [...items], total, nextCursor: items.length > 0 && end < total ? String(end) : null }
    },
  )
}

function removeRoute(api: FastifyInstance, app: App): void {
  api.withTypeProvider<ZodTypeProvider>().delete(
    `${base}/:id`,
    {
      config: { access: 'investigations.remove' },
      schema: {
        operationId: 'removeInvestigation',
        summary: 'Deletes an investigation with its files; the ledger keeps that it was',
        tags,
        params: one,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      await existing(app, request.params)
      await app.investigations.remove(request.params, request.params.id, actorOf(request))
      return reply.code(204).send(undefined)
    },
  )
}

function eventRoute(
  api: FastifyInstance,
  app: App,
  { streams, heartbeatMs }: InvestigationRouteOptions,
): void {
  api.withTypeProvider<ZodTypeProvider>().get(
    `${base}/:id/events`,
    {
      config: { access: 'investigations.read' },
      schema: {
        operationId: 'followInvestigation',
        summary: 'Server-sent events `progress`, data InvestigationProgress, until it is done or failed',
        tags,
        params: one,
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const { params, signedIn } = request
      await existing(app, params)
      return streams.send(reply, app.investigations.progress(params, params.id), {
        event: 'progress',
        heartbeatMs,
        stillAllowed: async () => signedIn !== null && app.access.sessions.stands(signedIn.token),
      })
    },
  )
}

export async function existing(
  app: App,
  params: z.infer<typeof one>,
  original = false,
): Promise<InvestigationView> {
  const found = await app.investigations.get(params, params.id, original)
  if (!found) throw investigationUnknown()
  return found
}
