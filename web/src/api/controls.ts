import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ContainInput, Controls, ControlView } from '#contract'
import { request } from './client.ts'
import { mayAnywhere, type Place, sessionQuery } from './session.ts'

export const siteAddress = ({ customer, site }: Place): string =>
  `/customers/${encodeURIComponent(customer)}/sites/${encodeURIComponent(site)}`
const at = (place: Place): string => `${siteAddress(place)}/controls`

/** Asked again every two seconds: states change by themselves. */
export const controlsQuery = (place: Place) =>
  queryOptions({
    queryKey: ['controls', place.customer, place.site],
    queryFn: () => request<Controls>('GET', at(place)),
    refetchInterval: 2000,
  })

export const previewControls = (place: Place, body: ContainInput) =>
  request<Controls>('POST', `${at(place)}/preview`, body)
export const contain = (place: Place, body: ContainInput) => request<Controls>('POST', at(place), body)
export const approveControl = (place: Place, id: string, confirmEmergencyRisk: boolean) =>
  request<ControlView>('POST', `${at(place)}/${encodeURIComponent(id)}/approve`, { confirmEmergencyRisk })
export const undoControl = (place: Place, id: string) =>
  request<ControlView>('POST', `${at(place)}/${encodeURIComponent(id)}/undo`)

/** Whether the person who is here may do this. The server decides; this only spares them buttons that would refuse. */
export function useMay(permission: string): boolean {
  const { data } = useQuery(sessionQuery)
  return mayAnywhere(data, permission)
}
