import { queryOptions } from '@tanstack/react-query'
import type { DrillReport, Drills, TestDrillReport, TestDrillRequest } from '#contract'
import { request } from './client.ts'
import { siteAddress } from './controls.ts'
import type { Place } from './session.ts'

export const drillsQuery = (place: Place) =>
  queryOptions({
    queryKey: ['drills', place.customer, place.site],
    queryFn: () => request<Drills>('GET', `${siteAddress(place)}/drills`),
  })

export const runDrill = (place: Place, scenario: string) =>
  request<DrillReport>('POST', `${siteAddress(place)}/drills`, { scenarios: [scenario] })

/** By real calls, once approved; takes a minute. */
export const placeDrill = (place: Place, wanted: TestDrillRequest) =>
  request<TestDrillReport>('POST', `${siteAddress(place)}/drills/test-pbx`, wanted)
