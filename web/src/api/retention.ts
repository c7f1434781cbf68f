import { queryOptions } from '@tanstack/react-query'
import type { RetentionOrder, RetentionView } from '#contract'
import { request } from './client.ts'
import type { Place } from './session.ts'
import { pathOf } from './sites.ts'

export const retentionQuery = (place: Place) =>
  queryOptions({
    queryKey: ['retention', place.customer, place.site],
    queryFn: () => request<RetentionView>('GET', `${pathOf(place)}/retention`),
  })

export const deleteExpired = (place: Place, counted: RetentionOrder) =>
  request<RetentionView>('POST', `${pathOf(place)}/retention/delete`, counted)
