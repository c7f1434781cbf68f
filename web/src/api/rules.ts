import { queryOptions } from '@tanstack/react-query'
import type { RuleProof, RulesReplay, RulesTrial, SiteRules } from '#contract'
import { request } from './client.ts'
import { siteAddress } from './controls.ts'
import type { Place } from './session.ts'

const at = (place: Place): string => `${siteAddress(place)}/rules`

export const rulesQuery = (place: Place) =>
  queryOptions({
    queryKey: ['rules', place.customer, place.site],
    queryFn: () => request<SiteRules>('GET', at(place)),
  })

export const proofQuery = (place: Place, rule: string) =>
  queryOptions({
    queryKey: ['rule-proof', place.customer, place.site, rule],
    queryFn: () => request<RuleProof>('GET', `${at(place)}/${encodeURIComponent(rule)}/proof`),
  })

export const replayRules = (place: Place, rules: RulesTrial['rules']) =>
  request<RulesReplay>('POST', `${at(place)}/replays`, { rules })

/** Asked again twice a second while it is under way. */
export const replayQuery = (place: Place, id: string) =>
  queryOptions({
    queryKey: ['rules-replay', place.customer, place.site, id],
    queryFn: () => request<RulesReplay>('GET', `${at(place)}/replays/${encodeURIComponent(id)}`),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 500 : false),
  })

export const saveRules = (place: Place, replay: string) => request<SiteRules>('PUT', at(place), { replay })
