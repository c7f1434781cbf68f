import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { mayAt, type Place, sessionQuery, usePlace } from '../../api/session.ts'
import { siteQuery } from '../../api/sites.ts'

/** The audit that is looked at: the one in the address, else the newest. */
export const useAuditId = (): string => useSearch({ from: '/inside/audit' }).audit ?? 'latest'

/** The site's own clock; UTC until it is known. */
export function useZone(place: Place): string {
  const { data } = useQuery(siteQuery(place))
  const zone = data?.settings['timezone']
  return typeof zone === 'string' ? zone : 'UTC'
}

export function useMayHere(permission: string): boolean {
  const { data } = useQuery(sessionQuery)
  const place = usePlace()
  return place !== null && mayAt(data, place, permission)
}
