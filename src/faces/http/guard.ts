import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type App, allows, allowsSomewhere, type Permission, proofFresh, sees, stepUpRequired } from '#app'
import { DomainError } from '#core/kernel'
import { callerOf, identify, type RouteAccess, signedInOf } from './auth.ts'
import { hasBearer } from './bearer.ts'
import type { Caller } from './caller.ts'
import { requestUnreadable } from './errors.ts'
import { refuseForgery } from './forgery.ts'
import { localCaller } from './local.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route says it; a route that does not stops the server from starting. */
    access?: RouteAccess
    /** A dangerous act: wants a second factor shown within the last ten minutes. */
    stepUp?: boolean
    /**
     * A permission is asked for at the :customer and :site of the address, and for the whole house when it names none.
     * With `anywhere` having it at some place is enough: the handler then must answer by `callerOf(request).holder`.
     */
    anywhere?: boolean
    /** The permission is asked for the whole house, whatever place the address names. */
    wholeHouse?: boolean
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
  readonly stepUp: boolean
  readonly anywhere: boolean
  /** What leaves the house by it; null for what is only shown. */
  readonly exports: string | null
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** The lock on every route: who, from which page, may they, may they there, and is it still them. */
export function guard(server: FastifyInstance, app: App): void {
  const guarded: GuardedRoute[] = []
  server.decorate('guarded', guarded)
  server.decorateRequest('signedIn', null)
  server.decorateRequest('caller', null)
  server.addHook('onRoute', ({ method, url, config }) => {
    const { access, stepUp = false, anywhere = false, exports = null } = config ?? {}
    if (access === undefined) throw new Error(`${String(method)} ${url} does not say who may use it`)
    for (const each of [method].flat()) guarded.push({ method: each, url, access, stepUp, anywhere, exports })
  })
  server.addHook('onRequest', async (request, reply) => {
    const { access, stepUp } = request.routeOptions.config
    if (access === undefined || !request.url.startsWith('/api/')) return
    // No name here has a zero byte, and no database takes one.
    if (request.url.includes('%00')) throw requestUnreadable()
    await identify(app, request, reply)
    if (access !== 'public') callerOf(request)
    if (isForgeable(request)) refuseForgery(request)
    if (access !== 'public') await admit(app, request, access)
    if (stepUp && !proofFresh(callerOf(request).provenAt, app.access.now())) throw stepUpRequired()
  })
}

/** Something changes, and a page of a browser may have sent it: none can reach the local socket, or send a token. */
const isForgeable = (request: FastifyRequest): boolean =>
  !(safe.has(request.method) || hasBearer(request) || localCaller(request))

async function admit(
  app: App,
  request: FastifyRequest,
  access: Exclude<RouteAccess, 'public'>,
): Promise<void> {
  if (access === 'self') signedInOf(request)
  else await refuse(app, request, callerOf(request), access)
}

/** May they, and may they there? To somebody who sees nothing of a place it does not exist: "forbidden" would say that it does. */
async function refuse(
  app: App,
  request: FastifyRequest,
  { holder }: Caller,
  permission: Permission,
): Promise<void> {
  const { customer, site } = (request.params ?? {}) as { customer?: string; site?: string }
  const where = { customer, site }
  if (customer !== undefined && !(sees(holder, where) && (await app.access.sessions.exists(where))))
    throw placeUnknown()
  const { anywhere, wholeHouse } = request.routeOptions.config
  const may = anywhere
    ? allowsSomewhere(holder, permission)
    : allows(holder, permission, wholeHouse ? {} : where)
  if (!may) throw notAllowed(permission)
}

const placeUnknown = (): DomainError =>
  new DomainError(
    'place-unknown',
    'There is no such customer or site.',
    'Choose one of the sites in the menu.',
  )

const notAllowed = (permission: Permission): DomainError =>
  new DomainError(
    'not-allowed',
    `Your role does not allow this here (${permission}).`,
    'Ask an owner to do it, or to change your role.',
  )
