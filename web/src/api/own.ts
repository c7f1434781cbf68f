import { queryOptions } from '@tanstack/react-query'
import type { SessionList, SignInMethods } from '#contract'
import { request } from './client.ts'

/** What people see and change about their own ways in. */
export const methodsQuery = queryOptions({
  queryKey: ['own', 'methods'],
  queryFn: () => request<SignInMethods>('GET', '/me/methods'),
})

export const sessionsQuery = queryOptions({
  queryKey: ['own', 'sessions'],
  queryFn: () => request<SessionList>('GET', '/sessions'),
})

export const endSession = (which: string) =>
  request<{ ended: number }>('DELETE', `/sessions/${encodeURIComponent(which)}`)

export const changePassword = (body: { current: string; password: string }) =>
  request<void>('POST', '/me/password', body)
export const beginAuthenticator = () =>
  request<{ otpauthUrl: string; secret: string; qr: string }>('POST', '/me/authenticator')
export const confirmAuthenticator = (code: string) =>
  request<void>('POST', '/me/authenticator/confirm', { code })
export const renewRecoveryCodes = () => request<{ recoveryCodes: string[] }>('POST', '/me/recovery-codes')
export const removePasskey = (id: string) => request<void>('DELETE', `/me/passkeys/${encodeURIComponent(id)}`)
export const beginSsoLink = () => request<{ location: string }>('POST', '/me/sso')
export const linkSso = (query: string) => request<void>('POST', '/me/sso/return', { query })
export const beginSsoProof = () => request<{ location: string }>('POST', '/session/proof/sso')
export const proveSso = (query: string) => request<void>('POST', '/session/proof/sso/return', { query })
export const unlinkSso = () => request<void>('DELETE', '/me/sso')
