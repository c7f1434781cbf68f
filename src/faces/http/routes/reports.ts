import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { App, ReportKind } from '#app'
import { DomainError } from '#core/kernel'
import { attachment } from './attachment.ts'
import { base, existing, one } from './investigations.ts'

const kinds: Readonly<Record<ReportKind, string>> = {
  'report.html': 'text/html',
  'report.pdf': 'application/pdf',
  'flagged-calls.csv': 'text/csv',
  'verdict.json': 'application/json',
}

/** A report is built from what strangers wrote into call records: whatever got past the renderer still runs nowhere. */
const reportPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/** Downloads of a finished investigation. */
export function reportRoutes(api: FastifyInstance, app: App): void {
  for (const [kind, contentType] of Object.entries(kinds) as [ReportKind, string][])
    api.withTypeProvider<ZodTypeProvider>().get(
      `${base}/:id/${kind}`,
      {
        config: { access: 'reports.read', exports: kind },
        schema: {
          operationId: `get-${kind.replace('.', '-')}`,
          summary: `Download ${kind}`,
          tags: ['reports'],
          params: one,
          produces: [contentType],
        },
      },
      async ({ params }, reply) => {
        await existing(app, params)
        const report = await app.investigations.report(params, params.id, kind)
        if (!report) throw notYet()
        return reply
          .header('content-type', report.contentType)
          .header('content-disposition', attachment(report.fileName))
          .header('content-security-policy', reportPolicy)
          .header('cache-control', 'private, no-cache')
          .send(typeof report.body === 'string' ? report.body : Buffer.from(report.body))
      },
    )
}

const notYet = (): DomainError =>
  new DomainError(
    'report-missing',
    'There is no report yet.',
    'Wait until the investigation is done; one that failed has none.',
  )
