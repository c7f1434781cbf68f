import { queryOptions } from '@tanstack/react-query'
import type { ConnectionList, ConnectReport, NewConnection } from '#contract'
import { request } from './client.ts'
import { siteAddress } from './controls.ts'
import type { Place } from './session.ts'

const at = (place: Place): string => `${siteAddress(place)}/connections`

/** Every system is tried for it: not asked again by itself. */
export const connectionsQuery = (place: Place) =>
  queryOptions({
    queryKey: ['connections', place.customer, place.site],
    queryFn: () => request<ConnectionList>('GET', at(place)),
    staleTime: 30_000,
    refetchOnWindowFocus: false,
  })

export const checkConnection = (place: Place, wanted: NewConnection) =>
  request<ConnectReport>('POST', `${at(place)}/check`, wanted)
export const addConnection = (place: Place, wanted: NewConnection) =>
  request<ConnectReport>('POST', at(place), wanted)
export const removeConnection = (place: Place, id: string) =>
  request<void>('DELETE', `${at(place)}/${encodeURIComponent(id)}`)
