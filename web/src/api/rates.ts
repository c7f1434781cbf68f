import { queryOptions } from '@tanstack/react-query'
import type { DeckImport, DeckPreview, DeckText, RateTrial, SiteRates } from '#contract'
import { request } from './client.ts'
import type { Place } from './session.ts'
import { pathOf } from './sites.ts'

export const ratesQuery = (place: Place) =>
  queryOptions({
    queryKey: ['rates', place.customer, place.site],
    queryFn: () => request<SiteRates>('GET', `${pathOf(place)}/rates`),
  })

export const previewRates = (place: Place, deck: DeckText) =>
  request<DeckPreview>('POST', `${pathOf(place)}/rates/preview`, deck)
export const importRates = (place: Place, deck: DeckImport) =>
  request<SiteRates>('PUT', `${pathOf(place)}/rates`, deck)
export const removeRates = (place: Place) => request<SiteRates>('DELETE', `${pathOf(place)}/rates`)

export function tryRate(
  place: Place,
  { number, minutes, day }: { number: string; minutes: number; day: string },
): Promise<RateTrial> {
  const query = new URLSearchParams({ number, seconds: String(Math.round(minutes * 60)) })
  if (day !== '') query.set('at', `${day}T12:00:00Z`)
  return request<RateTrial>('GET', `${pathOf(place)}/rates/trial?${query}`)
}
