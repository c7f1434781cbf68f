import { queryOptions } from '@tanstack/react-query'
import type { AttestedByHand, ByHandGuides } from '#contract'
import { request } from './client.ts'
import { siteAddress } from './controls.ts'
import type { Place } from './session.ts'

const at = (place: Place): string => `${siteAddress(place)}/by-hand`

export const byHandQuery = (place: Place) =>
  queryOptions({
    queryKey: ['by-hand', place.customer, place.site],
    queryFn: () => request<ByHandGuides>('GET', at(place)),
    staleTime: Number.POSITIVE_INFINITY,
  })
export const attestByHand = (place: Place, done: AttestedByHand) => request<void>('POST', at(place), done)
