import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { mayAt, sessionQuery, usePlace } from '../../api/session.ts'

/** The audit that is looked at: the one in the address, else the newest. */
export const useAuditId = (): string => useSearch({ from: '/inside/audit' }).audit ?? 'latest'

export function useMayHere(permission: string): boolean {
  const { data } = useQuery(sessionQuery)
  const place = usePlace()
  return place !== null && mayAt(data, place, permission)
}
