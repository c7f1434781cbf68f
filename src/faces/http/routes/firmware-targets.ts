import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { FirmwareTargetInput, FirmwareTargets } from '#contract'
import { actorOf } from '../auth.ts'

const place = z.object({ customer: z.string(), site: z.string() })
const base = '/customers/:customer/sites/:site/audit-targets'
const tags = ['audits']

/** The firmware that models of a site are to be brought to. */
export function firmwareTargetRoutes(api: FastifyInstance, { audits }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.get(
    base,
    {
      config: { access: 'audits.read' },
      schema: {
        operationId: 'listFirmwareTargets',
        summary:
          'The firmware each model is to be brought to, and how far the devices of the newest audit are',
        tags,
        params: place,
        response: { 200: FirmwareTargets },
      },
    },
    (request) => audits.targets(request.params),
  )

  routes.put(
    base,
    {
      config: { access: 'audits.make' },
      schema: {
        operationId: 'setFirmwareTarget',
        summary: 'Sets the firmware a model is to be brought to, or changes it; nothing is done to a device',
        tags,
        params: place,
        body: FirmwareTargetInput,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      await audits.setTarget(request.params, request.body, actorOf(request))
      return reply.code(204).send(undefined)
    },
  )

  routes.delete(
    `${base}/:id`,
    {
      config: { access: 'audits.make' },
      schema: {
        operationId: 'withdrawFirmwareTarget',
        summary: 'Withdraws the target of a model',
        tags,
        params: place.extend({ id: z.string() }),
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      await audits.withdrawTarget(request.params, request.params.id, actorOf(request))
      return reply.code(204).send(undefined)
    },
  )
}
