import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { LedgerPage } from '#contract'
import { callerOf } from '../auth.ts'
import { iso } from '../times.ts'

const text = z.string().max(200).optional()
const instant = z.iso.datetime({ offset: true }).optional()

/** What was done here, by whom: sign-ins, changes, exports. */
export function ledgerRoutes(api: FastifyInstance, { access: { audit } }: App): void {
  api.withTypeProvider<ZodTypeProvider>().get(
    '/ledger',
    {
      config: { access: 'ledger.read', anywhere: true },
      schema: {
        operationId: 'listLedger',
        summary: 'What was done, newest first, as far as you may read it',
        tags: ['ledger'],
        querystring: z.object({
          limit: z.coerce.number().int().min(1).max(500).default(100),
          cursor: z
            .string()
            .regex(/^\d{0,15}$/, 'is not one of ours')
            .optional(),
          action: text,
          actor: text,
          subject: text,
          since: instant,
          until: instant,
        }),
        response: { 200: LedgerPage },
      },
    },
    async (request) => {
      const { limit, cursor, action, actor, subject, since, until } = request.query
      const found = await audit.list(callerOf(request).holder, {
        limit: limit + 1,
        before: cursor ? Number(cursor) : null,
        action: action || null,
        actor: actor || null,
        subject: subject || null,
        since: since ? Date.parse(since) : null,
        until: until ? Date.parse(until) : null,
      })
      const items = found
        .slice(0, limit)
        .map(({ at, detail, ...line }) => ({ ...line, at: iso(at), detail: { ...detail } }))
      return { items, nextCursor: found.length > limit ? String(items.at(-1)?.seq) : null }
    },
  )
}
