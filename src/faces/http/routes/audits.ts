import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type App, auditFileKinds } from '#app'
import {
  AuditChecks,
  AuditedDevices,
  AuditMade,
  AuditPage,
  AuditReach,
  AuditView,
  CheckView,
  CloseWish,
  ReachAnswer,
  ReachCell,
  ReachClosing,
  ReachWish,
} from '#contract'
import { actorOf } from '../auth.ts'
import { readUpload } from '../upload.ts'
import { sendReport } from './attachment.ts'

const place = z.object({ customer: z.string(), site: z.string() })
const one = place.extend({ id: z.string().describe('of an audit, or `latest`') })
const base = '/customers/:customer/sites/:site/audits'
const tags = ['audits']

/** What is weak at a site: audits that are kept, and what people say of them. */
export function auditRoutes(
  api: FastifyInstance,
  app: App,
  { uploadLimit }: { readonly uploadLimit: number },
): void {
  makeRoutes(api, app, uploadLimit)
  readRoutes(api, app)
  reachRoutes(api, app)
  deviceRoute(api, app)
  fileRoutes(api, app)
}

function makeRoutes(api: FastifyInstance, { audits }: App, uploadLimit: number): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.post(
    base,
    {
      config: { access: 'audits.make', takesFiles: true },
      schema: {
        operationId: 'uploadAudit',
        summary: 'Audits configuration files: single ones, tar or zip; they are read and gone',
        tags,
        params: place,
        response: { 201: AuditMade },
      },
    },
    async (request, reply) => {
      try {
        const { files } = await readUpload(request, uploadLimit)
        return reply.code(201).send(await audits.upload(request.params, files, actorOf(request)))
      } catch (error) {
        // What is still coming is read and dropped: a browser that cannot finish sending never reads the answer.
        request.raw.unpipe().resume()
        throw error
      }
    },
  )

  routes.post(
    `${base}/connected`,
    {
      config: { access: 'audits.make' },
      schema: {
        operationId: 'auditConnected',
        summary: 'Audits what the site is connected to',
        tags,
        params: place,
        response: { 201: AuditMade },
      },
    },
    async (request, reply) => reply.code(201).send(await audits.connected(request.params, actorOf(request))),
  )
}

function readRoutes(api: FastifyInstance, { audits }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const config = { access: 'audits.read' } as const
  routes.get(
    base,
    {
      config,
      schema: {
        operationId: 'listAudits',
        summary: 'Audits, newest first',
        tags,
        params: place,
        querystring: z.object({
          limit: z.coerce.number().int().min(1).max(100).default(30),
          cursor: z.string().optional(),
        }),
        response: { 200: AuditPage },
      },
    },
    ({ params, query }) => audits.list(params, query.limit, query.cursor || undefined),
  )

  routes.get(
    `${base}/:id`,
    {
      config,
      schema: {
        operationId: 'getAudit',
        summary: 'One audit: score, what lets an intruder in, what to mend first, what changed',
        tags,
        params: one,
        response: { 200: AuditView },
      },
    },
    ({ params }) => audits.get(params, params.id),
  )

  routes.get(
    `${base}/:id/findings`,
    {
      config,
      schema: {
        operationId: 'listAuditFindings',
        summary: 'Every check and how it came out, the worst first',
        tags,
        params: one,
        response: { 200: AuditChecks },
      },
    },
    ({ params }) => audits.checks(params, params.id),
  )

  routes.get(
    `${base}/:id/findings/:check`,
    {
      config,
      schema: {
        operationId: 'getAuditFinding',
        summary: 'One check with all it fails on: evidence, why, fix, frameworks',
        tags,
        params: one.extend({ check: z.string() }),
        response: { 200: CheckView },
      },
    },
    ({ params }) => audits.check(params, params.id, params.check),
  )
}

function deviceRoute(api: FastifyInstance, { audits }: App): void {
  api.withTypeProvider<ZodTypeProvider>().get(
    `${base}/:id/devices`,
    {
      config: { access: 'audits.read' },
      schema: {
        operationId: 'listAuditedDevices',
        summary: 'Devices with their versions and the advisories about them',
        tags,
        params: one,
        response: { 200: AuditedDevices },
      },
    },
    ({ params }) => audits.devices(params, params.id),
  )
}

/** Leaves the house, so that it is in the ledger. */
function fileRoutes(api: FastifyInstance, { audits }: App): void {
  for (const kind of auditFileKinds)
    api.withTypeProvider<ZodTypeProvider>().get(
      `${base}/:id/${kind}`,
      {
        config: { access: 'reports.read', exports: kind },
        schema: {
          operationId: `get-audit-${kind.replaceAll('.', '-')}`,
          summary: `Download ${kind} of an audit`,
          tags: ['reports'],
          params: one,
        },
      },
      async ({ params }, reply) => sendReport(reply, await audits.file(params, params.id, kind)),
    )
}

function reachRoutes(api: FastifyInstance, { audits }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const config = { access: 'audits.read' } as const
  routes.get(
    `${base}/:id/reach`,
    {
      config,
      schema: {
        operationId: 'getAuditReach',
        summary: 'Who reaches what between the zones, the standard questions, and rules that never count',
        tags,
        params: one,
        response: { 200: AuditReach },
      },
    },
    ({ params }) => audits.reach(params, params.id),
  )

  routes.get(
    `${base}/:id/reach/cell`,
    {
      config,
      schema: {
        operationId: 'getReachCell',
        summary: 'One answer of the matrix: the witness packet, its way, the rules that decide',
        tags,
        params: one,
        querystring: z.object({ from: z.string(), to: z.string(), service: z.string() }),
        response: { 200: ReachCell },
      },
    },
    ({ params, query }) => audits.cell(params, params.id, query),
  )

  routes.post(
    `${base}/:id/reach/closing`,
    {
      config,
      schema: {
        operationId: 'closeReach',
        summary: 'Rules that close what is asked of, tried by the same analysis; changes nothing',
        tags,
        params: one,
        body: CloseWish,
        response: { 200: ReachClosing },
      },
    },
    ({ params, body }) => audits.close(params, params.id, body),
  )

  routes.post(
    `${base}/:id/reach`,
    {
      config,
      schema: {
        operationId: 'askReach',
        summary: 'Who can reach what through the firewalls of an audit; changes nothing',
        tags,
        params: one,
        body: ReachWish,
        response: { 200: ReachAnswer },
      },
    },
    ({ params, body }) => audits.ask(params, params.id, body),
  )
}
