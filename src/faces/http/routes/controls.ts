import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { ApproveControl, ContainBody, Controls, ControlView } from '#contract'
import { actorOf } from '../auth.ts'

const tags = ['controls']
const place = z.object({ customer: z.string(), site: z.string() })
const one = place.extend({ id: z.string().max(100) })
const open = z.object({ open: z.stringbool().default(false).describe('only what is not over') })
const base = '/customers/:customer/sites/:site/controls'
const act = { access: 'controls.act', stepUp: true } as const

/** What is in force to contain a breach at a site: preview, approve, list, undo. */
export function controlRoutes(api: FastifyInstance, app: App): void {
  listRoute(api, app)
  houseRoutes(api, app)
  containRoutes(api, app)
  oneRoutes(api, app)
}

function listRoute(api: FastifyInstance, { controls }: App): void {
  api.withTypeProvider<ZodTypeProvider>().get(
    base,
    {
      config: { access: 'controls.read' },
      schema: {
        operationId: 'listControls',
        summary: 'Controls of the site, newest first',
        tags,
        params: place,
        querystring: open,
        response: { 200: Controls },
      },
    },
    async ({ params, query }) => controls.list(params, query.open),
  )
}

/** For those who see the whole house: the command line knows an id, not a place. */
function houseRoutes(api: FastifyInstance, { controls }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const config = { access: 'controls.read' } as const
  routes.get(
    '/controls',
    {
      config,
      schema: {
        operationId: 'listAllControls',
        summary: 'Controls of every site, newest first',
        tags,
        querystring: open,
        response: { 200: Controls },
      },
    },
    async ({ query }) => controls.list(null, query.open),
  )
  routes.get(
    '/controls/:id',
    {
      config,
      schema: {
        operationId: 'getControl',
        summary: 'One control, wherever it is',
        tags,
        params: one.pick({ id: true }),
        response: { 200: ControlView },
      },
    },
    async ({ params }) => controls.find(params.id),
  )
}

function containRoutes(api: FastifyInstance, { controls }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const schema = { tags, params: place, body: ContainBody, response: { 200: Controls } }

  routes.post(
    `${base}/preview`,
    {
      config: { access: 'controls.act' },
      schema: {
        ...schema,
        operationId: 'previewControls',
        summary: 'What would be done, and to which calls of the last weeks; changes and keeps nothing',
      },
    },
    async (request) => controls.plan(request.params, request.body, actorOf(request)),
  )

  routes.post(
    `${base}/propose`,
    {
      config: { access: 'controls.act' },
      schema: {
        ...schema,
        operationId: 'proposeControls',
        summary: 'Keeps a plan for somebody to approve',
      },
    },
    async (request) => controls.propose(request.params, request.body, actorOf(request)),
  )

  routes.post(
    base,
    {
      config: act,
      schema: {
        ...schema,
        operationId: 'contain',
        summary: 'Puts in force; answers when each is verified, failed, or waits for a second person',
      },
    },
    async (request) => controls.contain(request.params, request.body, actorOf(request)),
  )
}

function oneRoutes(api: FastifyInstance, { controls }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.post(
    `${base}/:id/approve`,
    {
      config: act,
      schema: {
        operationId: 'approveControl',
        summary: 'Approves a proposed control, and puts it in force when enough people have',
        tags,
        params: one,
        body: ApproveControl,
        response: { 200: ControlView },
      },
    },
    async (request) => {
      const { id } = request.params
      const { confirmEmergencyRisk } = request.body
      return controls.approve(request.params, id, actorOf(request), confirmEmergencyRisk)
    },
  )

  routes.post(
    `${base}/:id/undo`,
    {
      config: { access: 'controls.act' },
      schema: {
        operationId: 'undoControl',
        summary: 'Puts the system back as it was; of a proposed control: drops it',
        tags,
        params: one,
        response: { 200: ControlView },
      },
    },
    async (request) => controls.undo(request.params, request.params.id, actorOf(request)),
  )
}
