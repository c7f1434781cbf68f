import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { App, ReportKind } from '#app'
import { DomainError } from '#core/kernel'
import { sendReport } from './attachment.ts'
import { base, existing, one } from './investigations.ts'

const kinds: Readonly<Record<ReportKind, string>> = {
  'report.html': 'text/html',
  'report.pdf': 'application/pdf',
  'flagged-calls.csv': 'text/csv',
  'verdict.json': 'application/json',
}

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
        return sendReport(reply, report)
      },
    )
}

const notYet = (): DomainError =>
  new DomainError(
    'report-missing',
    'There is no report yet.',
    'Wait until the investigation is done; one that failed has none.',
  )
