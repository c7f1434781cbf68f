import type { FastifyInstance } from 'fastify'
import type { App } from '#app'

/** For supervisors: /healthz says that the process answers, /readyz that it can work. They tell nothing else. */
export function healthRoutes(server: FastifyInstance, app: App): void {
  const open = { config: { access: 'public' }, schema: { hide: true } } as const
  server.get('/healthz', open, async () => ({ ok: true }))
  server.get('/readyz', open, async (_request, reply) => {
    const { ok } = await app.health()
    return reply.code(ok ? 200 : 503).send({ ok })
  })
}
