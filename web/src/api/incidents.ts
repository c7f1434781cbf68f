import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type {
  Controls,
  IncidentActInput,
  IncidentHead,
  IncidentList,
  IncidentView,
  Timeline,
} from '#contract'
import { address, request, upload } from './client.ts'
import type { Place } from './session.ts'
import { pathOf } from './sites.ts'

export type IncidentState = IncidentHead['state']

const at = (place: Place): string => `${pathOf(place)}/incidents`
export const one = (place: Place, id: string): string => `${at(place)}/${encodeURIComponent(id)}`
export const keyOf = ({ customer, site }: Place, id: string) => ['incident', customer, site, id]

export const incidentsQuery = (place: Place) =>
  queryOptions({
    queryKey: ['incidents', place.customer, place.site],
    queryFn: () => request<IncidentList>('GET', at(place)),
    refetchInterval: 15_000,
  })

export const timelineQuery = (place: Place, id: string) =>
  queryOptions({
    queryKey: [...keyOf(place, id), 'timeline'],
    queryFn: () => request<Timeline>('GET', `${one(place, id)}/timeline`),
  })

/** The incident, read again whenever anybody changes it; calls and controls are looked at every few seconds. */
export function useIncident(place: Place, id: string) {
  const client = useQueryClient()
  const { customer, site } = place
  useEffect(() => {
    const stream = new EventSource(address(`${one({ customer, site }, id)}/events`))
    stream.addEventListener('incident', () => {
      void client.invalidateQueries({ queryKey: keyOf({ customer, site }, id) })
    })
    return () => stream.close()
  }, [client, customer, site, id])
  return useQuery({
    queryKey: keyOf(place, id),
    queryFn: () => request<IncidentView>('GET', one(place, id)),
    refetchInterval: 10_000,
  })
}

export const openIncident = (place: Place, wanted: { words?: string; investigation?: string }) =>
  request<{ id: string }>('POST', at(place), wanted)
export const actInIncident = (place: Place, id: string, act: IncidentActInput) =>
  request<IncidentView>('POST', `${one(place, id)}/acts`, act)
export const moveIncident = (place: Place, id: string, to: IncidentState, why = '') =>
  request<IncidentView>('POST', `${one(place, id)}/state`, { to, why })
export const approveOverride = (place: Place, id: string, gate: string) =>
  request<IncidentView>('POST', `${one(place, id)}/overrides`, { gate })

export function addFiles(place: Place, id: string, task: string | null, files: readonly File[]) {
  const form = new FormData()
  for (const file of files) form.append('file', file, file.name)
  const query = task === null ? '' : `?task=${encodeURIComponent(task)}`
  return upload<IncidentView>(`${one(place, id)}/files${query}`, form, () => {}, new AbortController().signal)
}
export const reportAddress = (place: Place, id: string, what: string): string =>
  address(`${one(place, id)}/${what}`)
export const fileAddress = (place: Place, id: string, sha256: string): string =>
  address(`${one(place, id)}/files/${sha256}`)

/** What the act of a task would do, without doing it; and doing it. */
export const previewControls = (place: Place, body: object) =>
  request<Controls>('POST', `${pathOf(place)}/controls/preview`, body)
export const contain = (place: Place, body: object) =>
  request<Controls>('POST', `${pathOf(place)}/controls`, body)
