import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App, Scene } from '#app'
import { NewPasskey, PasskeyAnswer, PasskeyOptions } from '#contract'
import { originOf, signedInOf } from '../auth.ts'
import { enter, guessLimit, visitorOf } from './sign-in.ts'

const tags = ['passkeys']
const none = { 204: z.undefined() }

const sceneOf = (request: FastifyRequest): Scene => ({
  origin: `${request.protocol}://${request.host}`,
  host: request.hostname,
})

/** WebAuthn: coming in with a passkey, showing one again, making and removing one. */
export function passkeyRoutes(api: FastifyInstance, app: App): void {
  enterRoutes(api, app)
  proveRoutes(api, app)
  ownRoutes(api, app)
}

function enterRoutes(api: FastifyInstance, { access: { passkeys } }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const config = { access: 'public', rateLimit: guessLimit } as const

  routes.post(
    '/sign-in/passkey/options',
    {
      config,
      schema: {
        operationId: 'askForPasskey',
        summary: 'Options for navigator.credentials.get, for whoever holds a passkey of this host',
        tags,
        response: { 200: PasskeyOptions },
      },
    },
    async (request) => ({ options: { ...(await passkeys.ask(visitorOf(request), sceneOf(request))) } }),
  )

  routes.post(
    '/sign-in/passkey',
    {
      config,
      schema: {
        operationId: 'signInPasskey',
        summary: 'Signs in with a passkey: both factors at once',
        tags,
        body: PasskeyAnswer,
        response: none,
      },
    },
    async (request, reply) => {
      const visitor = visitorOf(request)
      const { answer } = request.body
      enter(await passkeys.signIn(visitor, sceneOf(request), answer, originOf(request)), request, reply)
      return reply.code(204).send(undefined)
    },
  )
}

function proveRoutes(api: FastifyInstance, { access: { passkeys } }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const config = { access: 'self', rateLimit: guessLimit } as const

  routes.post(
    '/session/proof/passkey/options',
    {
      config,
      schema: {
        operationId: 'askForProof',
        summary: 'Options for navigator.credentials.get, for one of your passkeys',
        tags,
        response: { 200: PasskeyOptions },
      },
    },
    async (request) => {
      const { token, session } = signedInOf(request)
      return { options: { ...(await passkeys.askAgain(token, session.person, sceneOf(request))) } }
    },
  )

  routes.post(
    '/session/proof/passkey',
    {
      config,
      schema: {
        operationId: 'proveSessionPasskey',
        summary: 'Shows a second factor anew, with a passkey',
        tags,
        body: PasskeyAnswer,
        response: none,
      },
    },
    async (request, reply) => {
      const { token, session } = signedInOf(request)
      await passkeys.prove(token, session, sceneOf(request), request.body.answer, originOf(request))
      return reply.code(204).send(undefined)
    },
  )
}

function ownRoutes(api: FastifyInstance, { access: { passkeys } }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const config = { access: 'self', stepUp: true } as const

  routes.post(
    '/me/passkeys/options',
    {
      config,
      schema: {
        operationId: 'beginPasskey',
        summary: 'Options for navigator.credentials.create',
        tags,
        response: { 200: PasskeyOptions },
      },
    },
    async (request) => {
      const { token, session } = signedInOf(request)
      return { options: { ...(await passkeys.begin(token, session.person, sceneOf(request))) } }
    },
  )

  routes.post(
    '/me/passkeys',
    {
      config,
      schema: {
        operationId: 'addPasskey',
        summary: 'Keeps a passkey that was just made',
        tags,
        body: NewPasskey,
        response: none,
      },
    },
    async (request, reply) => {
      const { token, session } = signedInOf(request)
      await passkeys.add(token, session.person, sceneOf(request), request.body, originOf(request))
      return reply.code(204).send(undefined)
    },
  )

  routes.delete(
    '/me/passkeys/:passkey',
    {
      config,
      schema: {
        operationId: 'removePasskey',
        summary: 'Removes one of your passkeys',
        tags,
        params: z.object({ passkey: z.string().max(1500) }),
        response: none,
      },
    },
    async (request, reply) => {
      const { session } = signedInOf(request)
      await passkeys.remove(session.person, request.params.passkey, originOf(request))
      return reply.code(204).send(undefined)
    },
  )
}
