import { queryOptions } from '@tanstack/react-query'
import type { AccountWeek, MarkJson, MarkRequest } from '#contract'
import { request } from './client.ts'
import type { Place } from './session.ts'
import { pathOf } from './sites.ts'

const one = (place: Place, id: string) => `${pathOf(place)}/investigations/${encodeURIComponent(id)}`

export const makeMark = (place: Place, id: string, mark: MarkRequest) =>
  request<MarkJson>('POST', `${one(place, id)}/marks`, mark)

export const takeMarkBack = (place: Place, id: string, mark: string) =>
  request<void>('DELETE', `${one(place, id)}/marks/${encodeURIComponent(mark)}`)

export const weekQuery = (place: Place, id: string, account: string) =>
  queryOptions({
    queryKey: ['week', place.customer, place.site, id, account],
    queryFn: () =>
      request<AccountWeek>('GET', `${one(place, id)}/week?account=${encodeURIComponent(account)}`),
    // Calls are kept a moment after the verdict is there.
    refetchInterval: ({ state }) => (state.data?.weeks === 0 ? 2_000 : false),
  })
