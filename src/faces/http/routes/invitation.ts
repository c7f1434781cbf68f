import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { App } from '#app'
import {
  CodeRequest,
  InvitationAccept,
  InvitationLook,
  InvitedPerson,
  SetupDone,
  SetupEnrolment,
} from '#contract'
import { originOf } from '../auth.ts'
import { enter, guessLimit, visitorOf } from './sign-in.ts'

const config = { access: 'public', rateLimit: guessLimit } as const
const tags = ['invitation']

/** How somebody with a one-time link comes in. */
export function invitationRoutes(api: FastifyInstance, { access: { join } }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.post(
    '/invitation',
    {
      config,
      schema: {
        operationId: 'lookAtInvitation',
        summary: 'Whom a one-time link is for',
        tags,
        body: InvitationLook,
        response: { 200: InvitedPerson },
      },
    },
    (request) => join.look(request.body.token),
  )

  routes.post(
    '/invitation/accept',
    {
      config,
      schema: {
        operationId: 'acceptInvitation',
        summary: 'Chooses a password; answers with a new authenticator',
        tags,
        body: InvitationAccept,
        response: { 200: SetupEnrolment },
      },
    },
    (request) => join.begin(visitorOf(request), request.body.token, request.body.password),
  )

  routes.post(
    '/invitation/confirm',
    {
      config,
      schema: {
        operationId: 'confirmInvitation',
        summary: 'Spends the link with the first code of the authenticator, and signs in',
        tags,
        body: CodeRequest,
        response: { 200: SetupDone },
      },
    },
    async (request, reply) => {
      const came = await join.confirm(visitorOf(request), request.body.code, originOf(request))
      enter(came.session, request, reply)
      return { recoveryCodes: [...came.recoveryCodes] }
    },
  )
}
