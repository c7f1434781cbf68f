import { queryOptions } from '@tanstack/react-query'
import type { SpendView } from '#contract'
import { request } from './client.ts'
import type { Place } from './session.ts'
import { pathOf } from './sites.ts'

export const spendQuery = (place: Place) =>
  queryOptions({
    queryKey: ['spend', place.customer, place.site],
    queryFn: () => request<SpendView>('GET', `${pathOf(place)}/spend`),
  })
