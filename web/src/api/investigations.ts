import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { FlaggedCall, InvestigationOptions, InvestigationSummary, InvestigationView } from '#contract'
import { address, request, upload } from './client.ts'
import type { Place } from './session.ts'
import { pathOf } from './sites.ts'

interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

const at = (place: Place): string => `${pathOf(place)}/investigations`
const one = (place: Place, id: string): string => `${at(place)}/${encodeURIComponent(id)}`
const query = (values: Record<string, string | number | undefined>): string => {
  const given = Object.entries(values).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[key, String(value)]],
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

export const isRunning = ({ status }: { status: InvestigationSummary['status'] }): boolean =>
  status === 'waiting' || status === 'running'

export const investigationsQuery = (place: Place) =>
  infiniteQueryOptions({
    queryKey: ['investigations', place.customer, place.site],
    queryFn: ({ pageParam }) =>
      request<Page<InvestigationSummary>>('GET', at(place) + query({ limit: 30, cursor: pageParam })),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(isRunning)) ? 2_000 : false,
  })

export const investigationQuery = (place: Place, id: string, original = false) =>
  queryOptions({
    queryKey: ['investigation', place.customer, place.site, id, ...(original ? ['original'] : [])],
    queryFn: () => request<InvestigationView>('GET', one(place, id) + (original ? '?original=true' : '')),
    // The event stream is quicker; this is the net below it.
    refetchInterval: ({ state }) => {
      if (state.data?.judgingAgain) return 1_000
      return state.data && isRunning(state.data) ? 5_000 : false
    },
  })

/** `judgement` names what the calls were flagged by: after a mark they are others. */
export const flaggedCallsQuery = (
  place: Place,
  id: string,
  account: string | null,
  judgement: { readonly original: boolean; readonly marks: string },
) =>
  infiniteQueryOptions({
    queryKey: ['flagged-calls', place.customer, place.site, id, account, judgement],
    queryFn: ({ pageParam }) =>
      request<Page<FlaggedCall> & { readonly total: number }>(
        'GET',
        `${one(place, id)}/flagged-calls${query({ limit: 500, cursor: pageParam, account: account ?? undefined, original: judgement.original ? 'true' : undefined })}`,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })

export function startInvestigation(
  place: Place,
  options: InvestigationOptions,
  files: readonly File[],
  told: (share: number) => void,
  stop: AbortSignal,
) {
  const form = new FormData()
  form.append('options', JSON.stringify(options)) // before the files: the server reads the parts in order
  for (const file of files) form.append('file', file, file.name)
  return upload<{ id: string }>(at(place), form, told, stop)
}

export const startSample = (place: Place) => request<{ id: string }>('POST', `${at(place)}/sample`)
export const removeInvestigation = (place: Place, id: string) => request<void>('DELETE', one(place, id))

export const eventsAddress = (place: Place, id: string): string => address(`${one(place, id)}/events`)

export type Download = 'report.html' | 'report.pdf' | 'flagged-calls.csv' | 'verdict.json'
export const downloadAddress = (place: Place, id: string, what: Download): string =>
  address(`${one(place, id)}/${what}`)
