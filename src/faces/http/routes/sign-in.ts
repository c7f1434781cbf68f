import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { CodeRequest, SignInRequest, SignInStep } from '#contract'
import { originOf } from '../auth.ts'
import { clearToken, readToken, writeToken } from '../cookies.ts'

/** A quick brake by address before the counted one in the database. */
export const guessLimit = { max: 30, timeWindow: 60_000 }

export function signInRoutes(api: FastifyInstance, app: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const { signIn } = app.access

  routes.post(
    '/sign-in',
    {
      config: { access: 'public', rateLimit: guessLimit },
      schema: {
        operationId: 'signIn',
        summary: 'First step: e-mail address and password',
        tags: ['session'],
        body: SignInRequest,
        response: { 200: SignInStep },
      },
    },
    async (request) => {
      const { email, password } = request.body
      await signIn.password(visitorOf(request), email, password, originOf(request))
      return { next: 'totp' as const }
    },
  )

  routes.post(
    '/sign-in/totp',
    {
      config: { access: 'public', rateLimit: guessLimit },
      schema: {
        operationId: 'signInCode',
        summary: 'Second step: a code of the authenticator, or a recovery code',
        tags: ['session'],
        body: CodeRequest,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const session = await signIn.code(visitorOf(request), request.body.code, originOf(request))
      enter(session, request, reply)
      return reply.code(204).send(undefined)
    },
  )
}

/** Both steps belong to one browser: the same cookie must come with each. Somebody signed in may sign in anew. */
export function visitorOf(request: FastifyRequest): string {
  return request.signedIn?.token ?? readToken('visitor', request) ?? ''
}

/** A new token for a new standing: nothing that was known before the sign-in is worth anything after it. */
export function enter(session: string, request: FastifyRequest, reply: FastifyReply): void {
  clearToken('visitor', request, reply)
  writeToken('session', session, request, reply)
}
