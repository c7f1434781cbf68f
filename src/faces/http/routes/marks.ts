import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { AccountWeek, MarkJson, MarkRequest } from '#contract'
import { actorOf } from '../auth.ts'
import { base, existing, one } from './investigations.ts'

const tags = ['investigations']

/** What people say of flagged calls, and taking it back. */
export function markRoutes(api: FastifyInstance, app: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.post(
    `${base}/:id/marks`,
    {
      config: { access: 'investigations.mark' },
      schema: {
        operationId: 'mark',
        summary:
          'Says of calls that they were ours, or theirs too; the investigation is judged again at once',
        tags,
        params: one,
        body: MarkRequest,
        response: { 201: MarkJson },
      },
    },
    async (request, reply) => {
      const { params, body } = request
      await existing(app, params)
      return reply.code(201).send(await app.investigations.mark(params, params.id, body, actorOf(request)))
    },
  )

  routes.get(
    `${base}/:id/week`,
    {
      config: { access: 'investigations.read' },
      schema: {
        operationId: 'getAccountWeek',
        summary: 'How an account usually calls, hour by hour of the week, beside how it did in the breach',
        tags,
        params: one,
        querystring: z.object({ account: z.string().max(300) }),
        response: { 200: AccountWeek },
      },
    },
    async ({ params, query }) => {
      await existing(app, params)
      return app.investigations.week(params, params.id, query.account)
    },
  )

  routes.delete(
    `${base}/:id/marks/:mark`,
    {
      config: { access: 'investigations.mark' },
      schema: {
        operationId: 'takeMarkBack',
        summary: 'Takes a mark back; it stays on record, and the investigation is judged without it',
        tags,
        params: one.extend({ mark: z.string() }),
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { params } = request
      await existing(app, params)
      await app.investigations.takeBack(params, params.id, params.mark, actorOf(request))
      return reply.code(204).send(undefined)
    },
  )
}
