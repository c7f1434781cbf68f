import { queryOptions } from '@tanstack/react-query'
import type {
  AcknowledgementView,
  ChannelList,
  ChannelTested,
  ChannelView,
  IncidentNotices,
  NewChannel,
  NoticePlanChange,
  NoticePlanView,
  NoticePreview,
  NoticesQueued,
  NoticeWanted,
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

const incidentPath = (place: Place, incident: string): string =>
  `${pathOf(place)}/incidents/${encodeURIComponent(incident)}/notices`

export const noticesQuery = (place: Place, incident: string) =>
  queryOptions({
    queryKey: ['notices', place.customer, place.site, incident],
    queryFn: () => request<IncidentNotices>('GET', incidentPath(place, incident)),
    refetchInterval: 5_000,
  })
export const previewNotices = (place: Place, incident: string, wanted: NoticeWanted) =>
  request<NoticePreview>('POST', `${incidentPath(place, incident)}/preview`, wanted)
export const sendNotices = (place: Place, incident: string, wanted: NoticeWanted) =>
  request<NoticesQueued>('POST', incidentPath(place, incident), wanted)
export const noteExposedData = (place: Place, incident: string, data: readonly string[]) =>
  request<NoticesQueued>('POST', `${incidentPath(place, incident)}/data`, { data })
