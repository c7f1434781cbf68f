import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type App, allows, type Permission, type Session } from '#app'
import { DomainError } from '#core/kernel'
import { clearToken, csrfMatches, readToken } from './cookies.ts'

/** What a route asks of whoever calls it. */
export type RouteAccess = 'public' | Permission

export interface SignedIn {
  readonly token: string
  readonly session: Session
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route says it; a route that does not stops the server from starting. */
    access?: RouteAccess
  }
  interface FastifyRequest {
    signedIn: SignedIn | null
  }
  interface FastifyInstance {
    /** Every route with what it asks for, as registered. */
    guarded: readonly GuardedRoute[]
  }
}

interface GuardedRoute {
  readonly method: string
  readonly url: string
  readonly access: RouteAccess
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** The lock on every route: who, from which page, may they, and may they here. */
export function guard(server: FastifyInstance, app: App): void {
  const guarded: GuardedRoute[] = []
  server.decorate('guarded', guarded)
  server.decorateRequest('signedIn', null)
  server.addHook('onRoute', ({ method, url, config }) => {
    const access = config?.access
    if (access === undefined) throw new Error(`${String(method)} ${url} does not say who may use it`)
    for (const each of [method].flat()) guarded.push({ method: each, url, access })
  })
  server.addHook('onRequest', async (request, reply) => {
    const { access } = request.routeOptions.config
    if (access === undefined || !request.url.startsWith('/api/')) return
    request.signedIn = await identify(app, request, reply)
    if (access !== 'public' && !request.signedIn) throw signedOut()
    if (!safe.has(request.method)) refuseForgery(request)
    if (access === 'public' || !request.signedIn) return
    const { person } = request.signedIn.session
    if (!allows(person.role, access)) throw notAllowed(person.role)
    await refuseOtherPlaces(app, request, request.signedIn.session)
  })
}

/** Who is asking. For routes behind a permission there is always somebody. */
export function actorOf(request: FastifyRequest): string {
  if (!request.signedIn) throw signedOut()
  return request.signedIn.session.person.id
}

async function identify(app: App, request: FastifyRequest, reply: FastifyReply): Promise<SignedIn | null> {
  const token = readToken('session', request)
  if (token === null) return null
  const session = await app.access.sessions.find(token)
  if (session) return { token, session }
  clearToken('session', request, reply)
  return null
}

/** A change must come from a page of ours (Origin, Sec-Fetch-Site) that could read what we told this browser (the token). */
function refuseForgery(request: FastifyRequest): void {
  const { origin, 'sec-fetch-site': site } = request.headers
  const elsewhere =
    origin === undefined
      ? site !== undefined && site !== 'same-origin' && site !== 'none'
      : origin !== `${request.protocol}://${request.host}`
  if (elsewhere)
    throw new DomainError(
      'origin-refused',
      'The request came from a page of another address.',
      'Open the console at the address it is served from. Behind a proxy, let the proxy pass on Host and X-Forwarded-Proto.',
    )
  const token = request.signedIn?.token ?? readToken('visitor', request)
  if (token === null || !csrfMatches(token, request.headers['x-csrf-token']))
    throw new DomainError(
      'csrf-refused',
      'The request does not carry the token of this session.',
      'Reload the page and try again. Scripts: send the `csrf` of GET /api/v1/session as x-csrf-token, with its cookies.',
    )
}

/** To somebody of one customer the others do not exist: not "forbidden", which would say that they do. */
async function refuseOtherPlaces(app: App, request: FastifyRequest, { person }: Session): Promise<void> {
  const { customer, site } = request.params as { customer?: string; site?: string }
  if (customer === undefined) return
  const seen = (await app.access.sessions.places(person)).find(({ id }) => id === customer)
  if (!seen?.sites.some(({ id }) => id === site))
    throw new DomainError(
      'place-unknown',
      'There is no such customer or site.',
      'Choose one of the sites in the menu.',
    )
}

const signedOut = (): DomainError =>
  new DomainError('signed-out', 'You are not signed in, or no longer.', 'Sign in and try again.')

const notAllowed = (role: string): DomainError =>
  new DomainError(
    'not-allowed',
    `Your role (${role}) does not allow this.`,
    'Ask an owner of this Ringfence to do it, or to change your role.',
  )
