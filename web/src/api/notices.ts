import { queryOptions } from '@tanstack/react-query'
import type {
  AcknowledgementView,
  ChannelList,
  ChannelTested,
  ChannelView,
  NewChannel,
  NoticePlanChange,
  NoticePlanView,
} from '#contract'
import { request } from './client.ts'
import type { Place } from './session.ts'
import { pathOf } from './sites.ts'

export const planQuery = (place: Place) =>
  queryOptions({
    queryKey: ['notice-plan', place.customer, place.site],
    queryFn: () => request<NoticePlanView>('GET', `${pathOf(place)}/notice-plan`),
  })
export const savePlan = (place: Place, change: NoticePlanChange) =>
  request<NoticePlanView>('PUT', `${pathOf(place)}/notice-plan`, change)

export const channelsQuery = (place: Place) =>
  queryOptions({
    queryKey: ['channels', place.customer, place.site],
    queryFn: () => request<ChannelList>('GET', `${pathOf(place)}/channels`),
  })
export const addChannel = (place: Place, channel: NewChannel) =>
  request<ChannelView>('POST', `${pathOf(place)}/channels`, channel)
export const removeChannel = (place: Place, id: string) =>
  request<void>('DELETE', `${pathOf(place)}/channels/${encodeURIComponent(id)}`)
export const testChannel = (place: Place, id: string, to: string) =>
  request<ChannelTested>('POST', `${pathOf(place)}/channels/${encodeURIComponent(id)}/test`, { to })

export const lookAtNotice = (token: string) =>
  request<AcknowledgementView>('POST', '/acknowledgement', { token })
export const acknowledgeNotice = (token: string) =>
  request<AcknowledgementView>('POST', '/acknowledgement/confirm', { token })
