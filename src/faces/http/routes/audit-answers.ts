import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { AcceptRisk, AttestCheck, AuditPlanJson, AuditPlanView } from '#contract'
import { actorOf } from '../auth.ts'

const place = z.object({ customer: z.string(), site: z.string() })
const ofCheck = place.extend({ check: z.string() })
const site = '/customers/:customer/sites/:site'
const tags = ['audits']

/** What people say of audits: risks they accept, what they looked at, how often a site is read again. */
export function auditAnswerRoutes(api: FastifyInstance, app: App): void {
  answerRoutes(api, app)
  planRoutes(api, app)
}

function answerRoutes(api: FastifyInstance, { audits }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.post(
    `${site}/audit-checks/:check/risks`,
    {
      config: { access: 'audits.accept' },
      schema: {
        operationId: 'acceptRisk',
        summary: 'Accepts what the latest audit finds, until a day; it counts in the score all the same',
        tags,
        params: ofCheck,
        body: AcceptRisk,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      await audits.accept(request.params, request.params.check, request.body, actorOf(request))
      return reply.code(204).send(undefined)
    },
  )

  routes.delete(
    `${site}/audit-risks/:id`,
    {
      config: { access: 'audits.accept' },
      schema: {
        operationId: 'takeBackRisk',
        summary: 'Takes the acceptance of a risk back',
        tags,
        params: place.extend({ id: z.string() }),
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      await audits.takeBack(request.params, request.params.id, actorOf(request))
      return reply.code(204).send(undefined)
    },
  )

  routes.post(
    `${site}/audit-checks/:check/attestations`,
    {
      config: { access: 'audits.make' },
      schema: {
        operationId: 'attestCheck',
        summary: 'Answers a check that only a person can; what files tell is not overruled',
        tags,
        params: ofCheck,
        body: AttestCheck,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      await audits.attest(request.params, request.params.check, request.body, actorOf(request))
      return reply.code(204).send(undefined)
    },
  )
}

function planRoutes(api: FastifyInstance, { audits }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.get(
    `${site}/audit-plan`,
    {
      config: { access: 'audits.read' },
      schema: {
        operationId: 'getAuditPlan',
        summary: 'How often what the site is connected to is audited again, and its zones',
        tags,
        params: place,
        response: { 200: AuditPlanView },
      },
    },
    (request) => audits.plan(request.params),
  )

  routes.put(
    `${site}/audit-plan`,
    {
      config: { access: 'audits.make' },
      schema: {
        operationId: 'saveAuditPlan',
        summary: 'Audits what the site is connected to again from now on, or never',
        tags,
        params: place,
        body: AuditPlanJson,
        response: { 200: AuditPlanView },
      },
      bodyLimit: 128 * 1024,
    },
    (request) => audits.savePlan(request.params, request.body, actorOf(request)),
  )
}
