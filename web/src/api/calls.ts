import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { CallCount, CallPage, CallViews } from '#contract'
import { address, request } from './client.ts'
import type { Place } from './session.ts'
import { pathOf } from './sites.ts'

/** What the calls are narrowed to: the search of the page's address, as it goes to the server. */
export type CallSearch = Readonly<Record<string, string>>

export const callKeys = [
  'since',
  'until',
  'account',
  'country',
  'prefix',
  'direction',
  'minSeconds',
  'maxSeconds',
  'minCost',
  'disposition',
  'flagged',
  'number',
] as const

const base = (place: Place) => `${pathOf(place)}/calls`
export const searchText = (search: CallSearch): string => new URLSearchParams(search).toString()

export const callsQuery = (place: Place, search: CallSearch) =>
  infiniteQueryOptions({
    queryKey: ['calls', place.customer, place.site, search],
    queryFn: ({ pageParam }) =>
      request<CallPage>(
        'GET',
        `${base(place)}?${searchText({ ...search, limit: '200', cursor: pageParam })}`,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })

export const countQuery = (place: Place, search: CallSearch) =>
  queryOptions({
    queryKey: ['calls-count', place.customer, place.site, search],
    queryFn: () => request<CallCount>('GET', `${base(place)}/count?${searchText(search)}`),
  })

export const viewsQuery = (place: Place) =>
  queryOptions({
    queryKey: ['call-views', place.customer, place.site],
    queryFn: () => request<CallViews>('GET', `${base(place)}/views`),
  })

export const saveView = (place: Place, view: { name: string; query: string }) =>
  request<void>('POST', `${base(place)}/views`, view)
export const removeView = (place: Place, id: string) =>
  request<void>('DELETE', `${base(place)}/views/${encodeURIComponent(id)}`)

export const callsCsvAddress = (place: Place, search: CallSearch): string =>
  address(`${base(place)}.csv?${searchText(search)}`)
