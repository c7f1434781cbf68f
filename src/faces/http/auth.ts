import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App, Holder, Origin, Permission, Person, Session } from '#app'
import { DomainError } from '#core/kernel'
import { clearToken, readToken } from './cookies.ts'

/** What a route asks of whoever calls it. `self`: anybody who is signed in, about themselves; no token of the API. */
export type RouteAccess = 'public' | 'self' | Permission

export interface SignedIn {
  readonly token: string
  readonly session: Session
}

/** Whoever sent the request, once known. */
export interface Caller {
  /** As the ledger names them. */
  readonly actor: string
  readonly person: Person
  /** What they may do: all the person may, or less. */
  readonly holder: Holder
  /** When they showed a second factor last; null when they cannot. */
  readonly provenAt: number | null
}

declare module 'fastify' {
  interface FastifyRequest {
    signedIn: SignedIn | null
    caller: Caller | null
  }
}

/** Who holds the cookie. */
export async function identify(app: App, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const token = readToken('session', request)
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
