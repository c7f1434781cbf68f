import { queryOptions, useQuery } from '@tanstack/react-query'
import type { NewSite, Overview, SiteChange, SiteView } from '#contract'
import { request } from './client.ts'
import type { Place } from './session.ts'

export const pathOf = ({ customer, site }: Place): string =>
  `/customers/${encodeURIComponent(customer)}/sites/${encodeURIComponent(site)}`

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: () => request<Overview>('GET', '/overview'),
  refetchInterval: ({ state }) => (state.data?.sites.some(({ underWay }) => underWay > 0) ? 3_000 : 30_000),
})

export const siteQuery = (place: Place) =>
  queryOptions({
    queryKey: ['site', place.customer, place.site],
    queryFn: () => request<SiteView>('GET', `${pathOf(place)}/settings`),
  })

/** The site's own clock; UTC until it is known. */
export function useZone(place: Place): string {
  const { data } = useQuery(siteQuery(place))
  const zone = data?.settings['timezone']
  return typeof zone === 'string' ? zone : 'UTC'
}

export const createSite = (site: NewSite) => request<Place>('POST', '/sites', site)
export const saveSite = (place: Place, change: SiteChange) =>
  request<SiteView>('PUT', `${pathOf(place)}/settings`, change)
