import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { App } from '#app'
import { CodeRequest, SetupDone, SetupEnrolment, SetupRequest } from '#contract'
import { originOf } from '../auth.ts'
import { enter, guessLimit, visitorOf } from './sign-in.ts'

/** The first administrator. Both routes are shut for good once somebody exists. */
export function setupRoutes(api: FastifyInstance, app: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.post(
    '/setup',
    {
      config: { access: 'public', rateLimit: guessLimit },
      schema: {
        operationId: 'beginSetup',
        summary: 'Enters the first administrator, with the token of the printed link',
        tags: ['setup'],
        body: SetupRequest,
        response: { 200: SetupEnrolment },
      },
    },
    (request) => app.access.setup.begin(visitorOf(request), request.body),
  )

  routes.post(
    '/setup/confirm',
    {
      config: { access: 'public', rateLimit: guessLimit },
      schema: {
        operationId: 'confirmSetup',
        summary: 'Creates the first administrator with the first code of the authenticator, and signs in',
        tags: ['setup'],
        body: CodeRequest,
        response: { 200: SetupDone },
      },
    },
    async (request, reply) => {
      const { session, recoveryCodes } = await app.access.setup.confirm(
        visitorOf(request),
        request.body.code,
        originOf(request),
      )
      enter(session, request, reply)
      return { recoveryCodes: [...recoveryCodes] }
    },
  )
}
