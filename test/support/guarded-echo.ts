import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import type { App } from '../../src/app/model.ts'
import { sendProblem } from '../../src/faces/http/errors.ts'
import { guard } from '../../src/faces/http/guard.ts'

/**
 * The routes of a server, behind the true guard with what each asks for, and nothing behind them: whoever passes is told
 * "passed". So every route can be walked without doing what it does.
 */
export async function guardedEcho(
  app: App,
  { guarded }: Pick<FastifyInstance, 'guarded'>,
): Promise<FastifyInstance> {
  const server = Fastify()
  server.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, app.log))
  await server.register(cookie)
  guard(server, app)
  for (const { method, url, exports: _, ...config } of guarded)
    if (method !== 'HEAD') server.route({ method, url, config, handler: async () => ({ code: 'passed' }) })
  await server.ready()
  return server
}
