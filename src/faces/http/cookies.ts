import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

const week = 7 * 24 * 3600
const kinds = { session: week, visitor: 3600 } as const
export type CookieKind = keyof typeof kinds

/** With TLS the name itself makes browsers insist on Secure, this host and the whole path (RFC 6265bis §4.1.3.2). */
const nameOf = (kind: CookieKind, request: FastifyRequest): string =>
  request.protocol === 'https' ? `__Host-ringfence_${kind}` : `ringfence_${kind}`

const attributes = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' }) as const

/** The token in a cookie; null when there is none or it is not one of ours. */
export function readToken(kind: CookieKind, request: FastifyRequest): string | null {
  const value = request.cookies[nameOf(kind, request)]
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : null
}

export function writeToken(
  kind: CookieKind,
  token: string,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  reply.setCookie(nameOf(kind, request), token, { ...attributes(request), maxAge: kinds[kind] })
}

export function clearToken(kind: CookieKind, request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(nameOf(kind, request), attributes(request))
}

/** The second half of every change: derived from the cookie that scripts cannot read, so nobody else can know it. */
export const csrfOf = (token: string): string =>
  createHmac('sha256', token).update('ringfence csrf').digest('base64url')

export function csrfMatches(token: string, given: unknown): boolean {
  if (typeof given !== 'string') return false
  const [a, b] = [Buffer.from(csrfOf(token)), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}
