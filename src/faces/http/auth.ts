import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App, Origin, Permission, Session } from '#app'
import { DomainError } from '#core/kernel'
import { bearerCaller, hasBearer } from './bearer.ts'
import type { Caller } from './caller.ts'
import { clearToken, readToken } from './cookies.ts'
import { localCaller } from './local.ts'

/** What a route asks of whoever calls it. `self`: anybody who is signed in, about themselves; no token of the API. */
export type RouteAccess = 'public' | 'self' | Permission

export interface SignedIn {
  readonly token: string
  readonly session: Session
}

declare module 'fastify' {
  interface FastifyRequest {
    signedIn: SignedIn | null
    caller: Caller | null
  }
}

/** Who holds the token of the API, or else the cookie. */
export async function identify(app: App, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (hasBearer(request)) {
    request.caller = await bearerCaller(app, request)
    return
  }
  request.caller = localCaller(request)
  const token = request.caller ? null : readToken('session', request)
  if (token === null) return
  const session = await app.access.sessions.find(token)
  if (!session) return clearToken('session', request, reply)
  const { person, provenAt } = session
  request.signedIn = { token, session }
  request.caller = { actor: person.id, person, holder: person, provenAt }
}

/** Who is asking. For routes behind a permission there is always somebody. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw signedOut()
  return request.caller
}

export const actorOf = (request: FastifyRequest): string => callerOf(request).actor

/** The session of somebody signed in; `self` routes always have one. */
export function signedInOf(request: FastifyRequest): SignedIn {
  if (!request.signedIn) throw signedOut()
  return request.signedIn
}

export const originOf = (request: FastifyRequest): Origin => ({
  address: request.ip,
  userAgent: request.headers['user-agent'],
})

const signedOut = (): DomainError =>
  new DomainError('signed-out', 'You are not signed in, or no longer.', 'Sign in and try again.')
