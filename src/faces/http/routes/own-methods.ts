import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { CodeRequest, PasswordChange, SetupDone, SetupEnrolment, SignInMethods } from '#contract'
import { originOf, signedInOf } from '../auth.ts'
import { iso, isoOrNull } from '../times.ts'
import { guessLimit } from './sign-in.ts'

const tags = ['sign-in methods']
const dangerous = { access: 'self', stepUp: true } as const

/** How people see and change their own ways in. */
export function ownMethodRoutes(api: FastifyInstance, app: App): void {
  readRoute(api, app)
  passwordRoute(api, app)
  authenticatorRoutes(api, app)
}

function readRoute(api: FastifyInstance, { access: { methods } }: App): void {
  api.withTypeProvider<ZodTypeProvider>().get(
    '/me/methods',
    {
      config: { access: 'self' },
      schema: {
        operationId: 'getSignInMethods',
        summary: 'How you can prove who you are',
        tags,
        response: { 200: SignInMethods },
      },
    },
    async (request) => {
      const { passkeys, ...found } = await methods.read(signedInOf(request).session)
      return {
        ...found,
        passkeys: passkeys.map(({ createdAt, lastUsedAt, ...passkey }) => ({
          ...passkey,
          createdAt: iso(createdAt),
          lastUsedAt: isoOrNull(lastUsedAt),
        })),
      }
    },
  )
}

function passwordRoute(api: FastifyInstance, { access: { methods } }: App): void {
  api.withTypeProvider<ZodTypeProvider>().post(
    '/me/password',
    {
      config: { ...dangerous, rateLimit: guessLimit },
      schema: {
        operationId: 'changePassword',
        summary: 'Changes your password; ends your other sessions',
        tags,
        body: PasswordChange,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      await methods.changePassword(signedInOf(request).session, request.body, originOf(request))
      return reply.code(204).send(undefined)
    },
  )
}

function authenticatorRoutes(api: FastifyInstance, { access: { methods } }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  routes.post(
    '/me/authenticator',
    {
      config: dangerous,
      schema: {
        operationId: 'beginAuthenticator',
        summary: 'A new authenticator; the old one works until the new one has shown a code',
        tags,
        response: { 200: SetupEnrolment },
      },
    },
    async (request) => {
      const { token, session } = signedInOf(request)
      return methods.beginAuthenticator(token, session)
    },
  )

  routes.post(
    '/me/authenticator/confirm',
    {
      config: { ...dangerous, rateLimit: guessLimit },
      schema: {
        operationId: 'confirmAuthenticator',
        summary: 'Puts the new authenticator in the place of the old; ends your other sessions',
        tags,
        body: CodeRequest,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { token, session } = signedInOf(request)
      await methods.confirmAuthenticator(token, session, request.body.code, originOf(request))
      return reply.code(204).send(undefined)
    },
  )

  routes.post(
    '/me/recovery-codes',
    {
      config: dangerous,
      schema: {
        operationId: 'renewRecoveryCodes',
        summary: 'New recovery codes; the old ones end',
        tags,
        response: { 200: SetupDone },
      },
    },
    async (request) => ({
      recoveryCodes: [...(await methods.renewRecoveryCodes(signedInOf(request).session, originOf(request)))],
    }),
  )
}
