import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Session } from '#contract'
import { rememberCsrf, request } from './client.ts'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => {
    const session = await request<Session>('GET', '/session')
    rememberCsrf(session.csrf)
    return session
  },
  staleTime: 60_000,
})

/** Whether the person may do this at some place. The server decides; this only spares them buttons that would refuse. */
export const mayAnywhere = (session: Session | undefined, permission: string): boolean =>
  [
    session?.person?.permissions ?? [],
    ...(session?.customers ?? []).flatMap((customer) => [
      customer.permissions,
      ...customer.sites.map((site) => site.permissions),
    ]),
  ].some((may) => may.includes(permission))

/** Whether the person may do this at one site. */
export const mayAt = (session: Session | undefined, { customer, site }: Place, permission: string): boolean =>
  (session?.customers ?? [])
    .find(({ id }) => id === customer)
    ?.sites.find(({ id }) => id === site)
    ?.permissions.includes(permission) ?? false

/** Where the person is working: one site of one customer. */
export interface Place {
  readonly customer: string
  readonly site: string
}

const remembered = 'ringfence.site'

export const placeKey = (place: Place): string => `${place.customer}/${place.site}`

/** For this tab, and for those opened later: another tab that works elsewhere is left where it is. */
function rememberPlace(key: string): void {
  sessionStorage.setItem(remembered, key)
  localStorage.setItem(remembered, key)
}

/** A whole new page at another site: nothing of the one before stays on the screen. */
export function goTo(place: Place, path = '/investigations'): void {
  rememberPlace(placeKey(place))
  location.assign(path)
}

/** A link may name its site (`?site=customer/site`); without effect when this person may not see it. */
export function enterPlace(session: Session, key: string): void {
  if (placesOf(session).some((place) => placeKey(place) === key)) rememberPlace(key)
}

export function placesOf(session: Session | undefined) {
  return (session?.customers ?? []).flatMap((customer) =>
    customer.sites.map((site) => ({
      customer: customer.id,
      site: site.id,
      customerName: customer.name,
      siteName: site.name,
    })),
  )
}

/** The site chosen last in this tab, else on this device, else the first one. Null for a person who may see none. */
export function usePlace(): Place | null {
  const { data } = useQuery(sessionQuery)
  const places = placesOf(data)
  const last = sessionStorage.getItem(remembered) ?? localStorage.getItem(remembered)
  return places.find((place) => placeKey(place) === last) ?? places[0] ?? null
}

export const signIn = (email: string, password: string) =>
  request<{ next: 'totp' }>('POST', '/sign-in', { email, password })
export const signInCode = (code: string) => request<void>('POST', '/sign-in/totp', { code })
export const beginSso = () => request<{ location: string }>('POST', '/sign-in/sso')
export const returnFromSso = (query: string) =>
  request<{ next: 'totp' | 'enter' }>('POST', '/sign-in/sso/return', { query })
export const signOut = () => request<void>('POST', '/sign-out')

export const lookAtInvitation = (token: string) =>
  request<{ name: string; email: string }>('POST', '/invitation', { token })
export const acceptInvitation = (body: { token: string; password: string }) =>
  request<{ otpauthUrl: string; secret: string; qr: string }>('POST', '/invitation/accept', body)
export const confirmInvitation = (code: string) =>
  request<{ recoveryCodes: string[] }>('POST', '/invitation/confirm', { code })

export const setUp = (body: { token: string; name: string; email: string; password: string }) =>
  request<{ otpauthUrl: string; secret: string; qr: string }>('POST', '/setup', body)
export const confirmSetUp = (code: string) =>
  request<{ recoveryCodes: string[] }>('POST', '/setup/confirm', { code })
