import { queryOptions } from '@tanstack/react-query'
import type { Duties, DutyFacts, DutyResult } from '#contract'
import { request } from './client.ts'
import { keyOf, one } from './incidents.ts'
import type { Place } from './session.ts'

export const dutiesQuery = (place: Place, id: string) =>
  queryOptions({
    queryKey: [...keyOf(place, id), 'duties'],
    queryFn: () => request<Duties>('GET', `${one(place, id)}/duties`),
  })

export const sayDutyFacts = (place: Place, id: string, facts: DutyFacts) =>
  request<Duties>('PUT', `${one(place, id)}/duties/facts`, facts)

type Status = NonNullable<DutyResult['settled']>['status']
export const settleDuty = (place: Place, id: string, duty: string, body: { status: Status; note: string }) =>
  request<Duties>('POST', `${one(place, id)}/duties/${encodeURIComponent(duty)}`, body)
