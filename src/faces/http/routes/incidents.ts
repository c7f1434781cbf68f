import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { App } from '#app'
import {
  ApproveOverride,
  IncidentAct,
  IncidentList,
  IncidentOpened,
  IncidentView,
  MoveIncident,
  OpenIncident,
  Timeline,
} from '#contract'
import { actorOf } from '../auth.ts'
import type { EventStreams } from '../sse.ts'
import { dutyRoutes } from './duties.ts'
import { incidentBase, oneIncident, incidentPlace as place } from './incident-address.ts'
import { incidentFileRoutes } from './incident-files.ts'
import { invoiceRoutes } from './invoices.ts'

const tags = ['incidents']

/** Incidents being handled: opened, worked on by many at once, closed. */
export function incidentRoutes(
  api: FastifyInstance,
  app: App,
  options: { readonly streams: EventStreams; readonly heartbeatMs: number },
): void {
  readRoutes(api, app)
  openRoute(api, app)
  actRoutes(api, app)
  closeRoutes(api, app)
  incidentFileRoutes(api, app)
  invoiceRoutes(api, app)
  dutyRoutes(api, app)
  eventRoute(api, app, options)
}

function readRoutes(api: FastifyInstance, { incidents }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const config = { access: 'incidents.read' } as const
  routes.get(
    incidentBase,
    {
      config,
      schema: {
        operationId: 'listIncidents',
        summary: 'Incidents that are or were handled, newest first',
        tags,
        params: place,
        response: { 200: IncidentList },
      },
    },
    ({ params }) => incidents.list(params),
  )
  routes.get(
    `${incidentBase}/:id`,
    {
      config,
      schema: {
        operationId: 'getIncident',
        summary: 'Where an incident stands: state, tasks, gates, numbers, what to do next',
        tags,
        params: oneIncident,
        response: { 200: IncidentView },
      },
    },
    ({ params }) => incidents.get(params, params.id),
  )
  routes.get(
    `${incidentBase}/:id/timeline`,
    {
      config,
      schema: {
        operationId: 'getTimeline',
        summary: 'Everything that happened, newest first',
        tags,
        params: oneIncident,
        response: { 200: Timeline },
      },
    },
    ({ params }) => incidents.timeline(params, params.id),
  )
}

function openRoute(api: FastifyInstance, { incidents }: App): void {
  api.withTypeProvider<ZodTypeProvider>().post(
    incidentBase,
    {
      config: { access: 'incidents.open' },
      schema: {
        operationId: 'openIncident',
        summary: '“I think we have been breached”: opens an incident; nothing has to be known',
        tags,
        params: place,
        body: OpenIncident,
        response: { 201: IncidentOpened },
      },
    },
    async (request, reply) =>
      reply.code(201).send({ id: await incidents.open(request.params, request.body, actorOf(request)) }),
  )
}

function actRoutes(api: FastifyInstance, { incidents }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.post(
    `${incidentBase}/:id/acts`,
    {
      config: { access: 'incidents.work' },
      schema: {
        operationId: 'actInIncident',
        summary:
          'A task done or not applicable, an answer, a note, the cause …; answers with where it stands then',
        tags,
        params: oneIncident,
        body: IncidentAct,
        response: { 200: IncidentView },
      },
    },
    async (request) => {
      const { params, body } = request
      await incidents.act(params, params.id, body, actorOf(request))
      return incidents.get(params, params.id)
    },
  )
}

function closeRoutes(api: FastifyInstance, { incidents }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.post(
    `${incidentBase}/:id/state`,
    {
      config: { access: 'incidents.close' },
      schema: {
        operationId: 'moveIncident',
        summary: 'Contained, recovering, closed, open again; refused with every reason',
        tags,
        params: oneIncident,
        body: MoveIncident,
        response: { 200: IncidentView },
      },
    },
    async (request) => {
      const { params, body } = request
      await incidents.move(params, params.id, body.to, body.why, actorOf(request))
      return incidents.get(params, params.id)
    },
  )
  routes.post(
    `${incidentBase}/:id/overrides`,
    {
      config: { access: 'incidents.close', stepUp: true },
      schema: {
        operationId: 'approveOverride',
        summary: 'Approves that a gate is overridden; by another person than the one who asked',
        tags,
        params: oneIncident,
        body: ApproveOverride,
        response: { 200: IncidentView },
      },
    },
    async (request) => {
      const { params, body } = request
      await incidents.override(params, params.id, body.gate, actorOf(request))
      return incidents.get(params, params.id)
    },
  )
}

function eventRoute(
  api: FastifyInstance,
  app: App,
  { streams, heartbeatMs }: { readonly streams: EventStreams; readonly heartbeatMs: number },
): void {
  api.withTypeProvider<ZodTypeProvider>().get(
    `${incidentBase}/:id/events`,
    {
      config: { access: 'incidents.read' },
      schema: {
        operationId: 'followIncident',
        summary: 'Server-sent events `incident`, data the number of its entries: read it again',
        tags,
        params: oneIncident,
        produces: ['text/event-stream'],
      },
    },
    async ({ params, signedIn }, reply) => {
      await app.incidents.get(params, params.id)
      return streams.send(reply, app.incidents.follow(params, params.id), {
        event: 'incident',
        heartbeatMs,
        stillAllowed: async () => signedIn !== null && app.access.sessions.stands(signedIn.token),
      })
    },
  )
}
