import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import {
  ChannelList,
  ChannelTest,
  ChannelTested,
  ChannelView,
  NewChannel,
  NoticePlanChange,
  NoticePlanView,
} from '#contract'
import { actorOf } from '../auth.ts'

const tags = ['notices']
const place = z.object({ customer: z.string(), site: z.string() })
const one = place.extend({ id: z.string().max(100) })
const site = '/customers/:customer/sites/:site'
/** A plan of hundreds of contacts with words of its own. */
const PLAN_BYTES = 512 * 1024
/** An intruder who may change these keeps everybody in the dark. */
const dangerous = { access: 'notices.configure', stepUp: true } as const

/** Who is told what at a site, and through what: the plan and the channels. */
export function channelRoutes(api: FastifyInstance, app: App): void {
  planRoutes(api, app)
  wayRoutes(api, app)
}

function planRoutes(api: FastifyInstance, { notices }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.get(
    `${site}/notice-plan`,
    {
      config: { access: 'notices.read' },
      schema: {
        operationId: 'getNoticePlan',
        summary: 'Contacts, who is told at which stage, escalation, templates',
        tags,
        params: place,
        response: { 200: NoticePlanView },
      },
    },
    ({ params }) => notices.plan(params),
  )

  routes.put(
    `${site}/notice-plan`,
    {
      config: dangerous,
      bodyLimit: PLAN_BYTES,
      schema: {
        operationId: 'saveNoticePlan',
        summary: 'Saves the plan, unless somebody else did since it was read',
        tags,
        params: place,
        body: NoticePlanChange,
        response: { 200: NoticePlanView },
      },
    },
    (request) => notices.savePlan(request.params, request.body, actorOf(request)),
  )
}

function wayRoutes(api: FastifyInstance, { notices }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.get(
    `${site}/channels`,
    {
      config: { access: 'notices.read' },
      schema: {
        operationId: 'listChannels',
        summary: 'Ways for notices to leave; no secret is given back',
        tags,
        params: place,
        response: { 200: ChannelList },
      },
    },
    ({ params }) => notices.channels(params),
  )

  routes.post(
    `${site}/channels`,
    {
      config: dangerous,
      schema: {
        operationId: 'addChannel',
        summary: 'Tries a channel, then keeps it; says the one reason why it cannot be made',
        tags,
        params: place,
        body: NewChannel,
        response: { 201: ChannelView },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await notices.addChannel(request.params, request.body, actorOf(request))),
  )

  routes.delete(
    `${site}/channels/:id`,
    {
      config: dangerous,
      schema: {
        operationId: 'removeChannel',
        summary: 'Forgets a channel with its secret',
        tags,
        params: one,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await notices.removeChannel(request.params, request.params.id, actorOf(request))
      return reply.code(204).send(null)
    },
  )

  routes.post(
    `${site}/channels/:id/test`,
    {
      config: { access: 'notices.configure' },
      schema: {
        operationId: 'testChannel',
        summary: 'Sends a test now, and says what became of it',
        tags,
        params: one,
        body: ChannelTest,
        response: { 200: ChannelTested },
      },
    },
    (request) => notices.testChannel(request.params, request.params.id, request.body.to, actorOf(request)),
  )
}
