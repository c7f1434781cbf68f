import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { HungUp, LiveView } from '#contract'
import { actorOf } from '../auth.ts'
import { notFollowed } from '../errors.ts'
import type { EventStreams } from '../sse.ts'

const place = z.object({ customer: z.string(), site: z.string() })
const base = '/customers/:customer/sites/:site/live'
const tags = ['live']

/** What is going on at a site now, and cutting it. */
export function liveRoutes(
  api: FastifyInstance,
  app: App,
  { streams, heartbeatMs }: { readonly streams: EventStreams; readonly heartbeatMs: number },
): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.get(
    base,
    {
      config: { access: 'live.read' },
      schema: {
        operationId: 'getLive',
        summary: 'Calls in progress, alerts and the loss per minute, now',
        tags,
        params: place,
        response: { 200: LiveView },
      },
    },
    async ({ params }) => {
      const view = app.live.view(params)
      if (!view) throw notFollowed()
      return view
    },
  )

  routes.get(
    `${base}/events`,
    {
      config: { access: 'live.read' },
      schema: {
        operationId: 'followLive',
        summary: 'Server-sent events `live`, data LiveView or null while nothing is followed',
        tags,
        params: place,
        produces: ['text/event-stream'],
      },
    },
    async ({ params, signedIn }, reply) =>
      streams.send(reply, app.live.follow(params), {
        event: 'live',
        heartbeatMs,
        stillAllowed: async () => signedIn !== null && app.access.sessions.stands(signedIn.token),
      }),
  )

  routes.post(
    `${base}/hang-up`,
    {
      config: { access: 'calls.hang-up' },
      schema: {
        operationId: 'hangUp',
        summary: 'Cuts calls in progress by their channels; emergency calls are never cut',
        tags,
        params: place,
        body: z.object({ channels: z.array(z.string().min(1).max(200)).min(1).max(500) }),
        response: { 200: HungUp },
      },
    },
    async (request) => ({
      channels: await app.live.hangUp(request.params, request.body.channels, actorOf(request)),
    }),
  )
}
