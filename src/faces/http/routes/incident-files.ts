import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type App, incidentFileKinds } from '#app'
import { IncidentView } from '#contract'
import { DomainError } from '#core/kernel'
import { actorOf } from '../auth.ts'
import { readUpload } from '../upload.ts'
import { attachment, sendReport } from './attachment.ts'
import { incidentBase, oneIncident } from './incident-address.ts'

const tags = ['incidents']

/** Files of an incident: into custody and out again, its report, and the dispute pack. */
export function incidentFileRoutes(api: FastifyInstance, app: App): void {
  custodyRoutes(api, app)
  for (const kind of incidentFileKinds)
    api.withTypeProvider<ZodTypeProvider>().get(
      `${incidentBase}/:id/${kind}`,
      {
        config: { access: 'reports.read', exports: kind },
        schema: {
          operationId: `get-incident-${kind.replace('.', '-')}`,
          summary: `Download ${kind} of an incident`,
          tags: ['reports'],
          params: oneIncident,
        },
      },
      async ({ params }, reply) => {
        const report = await app.incidents.report(params, params.id, kind)
        return sendReport(reply, report)
      },
    )
}

function custodyRoutes(api: FastifyInstance, { incidents, listen }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.post(
    `${incidentBase}/:id/files`,
    {
      config: { access: 'incidents.work', takesFiles: true },
      schema: {
        operationId: 'addIncidentFiles',
        summary: 'Takes files into custody, for a task or for the incident as a whole',
        tags,
        params: oneIncident,
        querystring: z.object({ task: z.string().optional() }),
        response: { 200: IncidentView },
      },
    },
    async (request) => {
      const { params, query } = request
      try {
        const { files } = await readUpload(request, listen.uploadLimit)
        await incidents.addFiles(params, params.id, query.task ?? null, files, actorOf(request))
      } catch (error) {
        // What is still coming is read and dropped: a browser that cannot finish sending never reads the answer.
        request.raw.unpipe().resume()
        throw error
      }
      return incidents.get(params, params.id)
    },
  )
  routes.get(
    `${incidentBase}/:id/files/:sha256`,
    {
      config: { access: 'reports.read', exports: 'evidence file' },
      schema: {
        operationId: 'getIncidentFile',
        summary: 'A file in custody, hashed again before it is given out',
        tags,
        params: oneIncident.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
        produces: ['application/octet-stream'],
      },
    },
    async ({ params }, reply) => {
      const found = await incidents.file(params, params.id, params.sha256)
      if (!found)
        throw new DomainError(
          'file-unknown',
          'The incident has no such file',
          'Choose one of its tasks’ files.',
        )
      return reply
        .header('content-type', 'application/octet-stream')
        .header('content-disposition', attachment(found.name))
        .send(Buffer.from(found.body))
    },
  )
}
