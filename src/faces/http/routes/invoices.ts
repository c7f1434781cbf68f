import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import {
  IncidentView,
  InvoiceMapping,
  InvoicePreview,
  InvoiceText,
  ReconciledLines,
  ReconciledSummary,
  reconciledLists,
} from '#contract'
import { DomainError } from '#core/kernel'
import { actorOf } from '../auth.ts'
import { readUpload } from '../upload.ts'
import { incidentBase, oneIncident } from './incident-address.ts'

const tags = ['incidents']
/** The first lines of an invoice. */
const bodyLimit = 1024 * 1024

/** The carrier's invoice in an incident: how it reads, and what became of each line. */
export function invoiceRoutes(api: FastifyInstance, app: App): void {
  previewRoute(api, app)
  matchRoute(api, app)
  readRoutes(api, app)
}

function previewRoute(api: FastifyInstance, { incidents }: App): void {
  api.withTypeProvider<ZodTypeProvider>().post(
    `${incidentBase}/:id/invoice/preview`,
    {
      bodyLimit,
      config: { access: 'incidents.work' },
      schema: {
        operationId: 'previewInvoice',
        summary: 'How an invoice would be read, by its first lines; changes nothing',
        tags,
        params: oneIncident,
        body: InvoiceText,
        response: { 200: InvoicePreview },
      },
    },
    async ({ body }) => incidents.invoices.preview(body),
  )
}

function matchRoute(api: FastifyInstance, { incidents, listen }: App): void {
  api.withTypeProvider<ZodTypeProvider>().post(
    `${incidentBase}/:id/invoice`,
    {
      config: { access: 'incidents.work', takesFiles: true },
      schema: {
        operationId: 'matchInvoice',
        summary: 'Takes an invoice into custody and matches it with the calls of the site, line by line',
        tags,
        params: oneIncident,
        querystring: z.object({
          mapping: z.string().max(8000).optional().describe('InvoiceMapping as JSON'),
        }),
        response: { 200: IncidentView },
      },
    },
    async (request) => {
      const { params, query } = request
      try {
        const mapping = query.mapping === undefined ? undefined : mappingOf(query.mapping)
        const { files } = await readUpload(request, listen.uploadLimit)
        for await (const file of files)
          await incidents.invoices.match(params, params.id, file, mapping, actorOf(request))
      } catch (error) {
        // What is still coming is read and dropped: a browser that cannot finish sending never reads the answer.
        request.raw.unpipe().resume()
        throw error
      }
      return incidents.get(params, params.id)
    },
  )
}

function mappingOf(text: string): InvoiceMapping {
  try {
    return InvoiceMapping.parse(JSON.parse(text))
  } catch (cause) {
    throw new DomainError(
      'invoice-mapping-invalid',
      'It is not said in a usable way which column of the invoice is what',
      'Send a mapping as `InvoiceMapping` of the API describes it.',
      cause,
    )
  }
}

function readRoutes(api: FastifyInstance, { incidents }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const config = { access: 'incidents.read' } as const
  routes.get(
    `${incidentBase}/:id/reconciliation`,
    {
      config,
      schema: {
        operationId: 'getReconciliation',
        summary: 'What the last invoice showed; null while none was matched',
        tags,
        params: oneIncident,
        response: { 200: ReconciledSummary.nullable() },
      },
    },
    // A body of null needs saying so: an empty answer is no JSON.
    async ({ params }, reply) =>
      reply.type('application/json').send(await incidents.invoices.summary(params, params.id)),
  )
  routes.get(
    `${incidentBase}/:id/reconciliation/lines`,
    {
      config,
      schema: {
        operationId: 'listReconciledLines',
        summary: 'Lines of an invoice by what became of them, in its order',
        tags,
        params: oneIncident,
        querystring: z.object({
          list: z.enum(reconciledLists),
          offset: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(1000).default(200),
        }),
        response: { 200: ReconciledLines },
      },
    },
    ({ params, query: { list, ...page } }) => incidents.invoices.lines(params, params.id, list, page),
  )
}
