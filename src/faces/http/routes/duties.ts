import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { Duties, DutyFacts, DutyWord } from '#contract'
import { actorOf } from '../auth.ts'
import { attachment } from './attachment.ts'
import { incidentBase, oneIncident } from './incident-address.ts'

const tags = ['incidents']
const address = `${incidentBase}/:id/duties`

/** Whom law and contract ask to tell about an incident: asked, answered, given. */
export function dutyRoutes(api: FastifyInstance, app: App): void {
  readRoutes(api, app)
  writeRoutes(api, app)
}

function readRoutes(api: FastifyInstance, { incidents }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.get(
    address,
    {
      config: { access: 'incidents.read' },
      schema: {
        operationId: 'getDuties',
        summary:
          'Whom law and contract ask to tell: due, may be due with its question, not due with its reason',
        tags,
        params: oneIncident,
        response: { 200: Duties },
      },
    },
    ({ params }) => incidents.duties.view(params, params.id),
  )
  routes.get(
    `${incidentBase}/:id/deadlines.ics`,
    {
      config: { access: 'incidents.read', exports: 'deadlines.ics' },
      schema: {
        operationId: 'getDeadlines',
        summary: 'The deadlines as a calendar',
        tags,
        params: oneIncident,
        produces: ['text/calendar'],
      },
    },
    async ({ params }, reply) =>
      reply
        .header('content-type', 'text/calendar; charset=utf-8')
        .header('content-disposition', attachment('deadlines.ics'))
        .send(await incidents.duties.calendar(params, params.id)),
  )
}

function writeRoutes(api: FastifyInstance, { incidents }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const config = { access: 'incidents.work' } as const
  routes.put(
    `${address}/facts`,
    {
      config,
      schema: {
        operationId: 'sayDutyFacts',
        summary: 'What is known of people, places and data; takes the place of what was said before',
        tags,
        params: oneIncident,
        body: DutyFacts,
        response: { 200: Duties },
      },
    },
    async (request) => {
      const { params, body } = request
      await incidents.duties.say(params, params.id, body, actorOf(request))
      return incidents.duties.view(params, params.id)
    },
  )
  routes.post(
    `${address}/:duty`,
    {
      config,
      schema: {
        operationId: 'settleDuty',
        summary: 'A notice was given, decided against, or signed off; with what proves it',
        tags,
        params: oneIncident.extend({ duty: z.string().max(100) }),
        body: DutyWord,
        response: { 200: Duties },
      },
    },
    async (request) => {
      const { params, body } = request
      await incidents.duties.settle(params, params.id, params.duty, body, actorOf(request))
      return incidents.duties.view(params, params.id)
    },
  )
}
