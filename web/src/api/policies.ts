import { queryOptions } from '@tanstack/react-query'
import type { AutomaticActs, PolicyView } from '#contract'
import { request } from './client.ts'
import { siteAddress } from './controls.ts'
import type { Place } from './session.ts'

export const policyQuery = (place: Place) =>
  queryOptions({
    queryKey: ['policy', place.customer, place.site],
    queryFn: () => request<PolicyView>('GET', `${siteAddress(place)}/policy`),
  })

export const savePolicy = (place: Place, policy: PolicyView['policy']) =>
  request<PolicyView>('PUT', `${siteAddress(place)}/policy`, policy)

/** What was done of its own accord in the last days, newest first. */
export const automaticQuery = (place: Place, days: number) =>
  queryOptions({
    queryKey: ['automatic', place.customer, place.site, days],
    queryFn: () => request<AutomaticActs>('GET', `${siteAddress(place)}/automatic?days=${days}`),
    refetchInterval: 5000,
  })
