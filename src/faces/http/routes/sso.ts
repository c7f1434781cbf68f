import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import { SsoJourney, SsoReturn, SsoStep } from '#contract'
import { originOf, signedInOf } from '../auth.ts'
import { enter, guessLimit, visitorOf } from './sign-in.ts'

const tags = ['single sign-on']
const none = { 204: z.undefined() }

/**
 * The page the provider sends the browser back to. It is a page of the console and not the API: our cookies do not come along
 * when another site leads here, and the page then asks from here.
 */
const redirectOf = (request: FastifyRequest, page: string): string =>
  `${request.protocol}://${request.host}${page}`

const returnedTo = (request: FastifyRequest, page: string, { query }: z.infer<typeof SsoReturn>): string =>
  `${redirectOf(request, page)}?${query.replace(/^\?/, '')}`

const signInPage = '/sign-in/return'
const linkPage = '/settings/sign-in/return'

/** Single sign-on by OpenID Connect. */
export function ssoRoutes(api: FastifyInstance, app: App): void {
  enterRoutes(api, app)
  proofRoutes(api, app)
  ownRoutes(api, app)
}

function enterRoutes(api: FastifyInstance, { access: { sso } }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const config = { access: 'public', rateLimit: guessLimit } as const

  routes.post(
    '/sign-in/sso',
    {
      config,
      schema: {
        operationId: 'beginSso',
        summary: 'Where to send the browser, to sign in at the provider',
        tags,
        response: { 200: SsoJourney },
      },
    },
    async (request) => ({ location: await sso.begin(visitorOf(request), redirectOf(request, signInPage)) }),
  )

  routes.post(
    '/sign-in/sso/return',
    {
      config,
      schema: {
        operationId: 'signInSso',
        summary: 'Signs in with what the provider sent the browser back with',
        tags,
        body: SsoReturn,
        response: { 200: SsoStep },
      },
    },
    async (request, reply) => {
      const returned = returnedTo(request, signInPage, request.body)
      const came = await sso.signIn(visitorOf(request), returned, originOf(request))
      if ('next' in came) return came
      enter(came.session, request, reply)
      return { next: 'enter' as const }
    },
  )
}

function proofRoutes(api: FastifyInstance, { access: { sso } }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const config = { access: 'self', rateLimit: guessLimit } as const

  routes.post(
    '/session/proof/sso',
    {
      config,
      schema: {
        operationId: 'beginSsoProof',
        summary: 'Where to send the browser, to show anew at the provider who you are',
        tags,
        response: { 200: SsoJourney },
      },
    },
    async (request) => ({
      location: await sso.beginProof(signedInOf(request).token, redirectOf(request, linkPage)),
    }),
  )

  routes.post(
    '/session/proof/sso/return',
    {
      config,
      schema: {
        operationId: 'proveSessionSso',
        summary: 'Shows a second factor anew, with what the provider sent the browser back with',
        tags,
        body: SsoReturn,
        response: none,
      },
    },
    async (request, reply) => {
      const { token, session } = signedInOf(request)
      await sso.prove(token, session, returnedTo(request, linkPage, request.body), originOf(request))
      return reply.code(204).send(undefined)
    },
  )
}

function ownRoutes(api: FastifyInstance, { access: { sso } }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const config = { access: 'self', stepUp: true } as const

  routes.post(
    '/me/sso',
    {
      config,
      schema: {
        operationId: 'beginSsoLink',
        summary: 'Where to send the browser, to link your account at the provider',
        tags,
        response: { 200: SsoJourney },
      },
    },
    async (request) => ({
      location: await sso.begin(signedInOf(request).token, redirectOf(request, linkPage)),
    }),
  )

  routes.post(
    '/me/sso/return',
    {
      config,
      schema: {
        operationId: 'linkSso',
        summary: 'Links the account the provider sent the browser back with',
        tags,
        body: SsoReturn,
        response: none,
      },
    },
    async (request, reply) => {
      const { token, session } = signedInOf(request)
      await sso.link(token, session, returnedTo(request, linkPage, request.body), originOf(request))
      return reply.code(204).send(undefined)
    },
  )

  routes.delete(
    '/me/sso',
    {
      config,
      schema: {
        operationId: 'unlinkSso',
        summary: 'Ends single sign-on for you: another way in must be left',
        tags,
        response: none,
      },
    },
    async (request, reply) => {
      await sso.unlink(signedInOf(request).session.person, originOf(request))
      return reply.code(204).send(undefined)
    },
  )
}
