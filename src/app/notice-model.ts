import type { z } from 'zod'
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
import type { Place } from '#core/incidents'
import type { DataKind } from '#core/notices'
import type { Seal } from './flows/notify/acknowledge.ts'
import type { NotifyPorts, OpenChannel } from './flows/notify/ports.ts'
import type { actOf } from './kept.ts'

type Wanted = z.output<typeof NoticeWanted>

export interface LabelledChannel extends OpenChannel {
  readonly label: { readonly name: string; readonly where: string }
}

export interface NoticesPorts extends NotifyPorts {
  readonly channels: (place: Place) => Promise<readonly LabelledChannel[]>
  /** Tries it, then keeps it; throws the one reason why it cannot be made. */
  readonly addChannel: (place: Place, wanted: NewChannel, by: string) => Promise<string>
  readonly removeChannel: (place: Place, id: string, by: string) => Promise<boolean>
  readonly record: (place: Place, act: ReturnType<typeof actOf>) => Promise<void>
  readonly seal: Seal
}

/** Notices as the faces see them: the public shapes. */
export interface Notices {
  plan(place: Place): Promise<NoticePlanView>
  savePlan(place: Place, change: z.output<typeof NoticePlanChange>, by: string): Promise<NoticePlanView>
  channels(place: Place): Promise<ChannelList>
  addChannel(place: Place, wanted: NewChannel, by: string): Promise<ChannelView>
  removeChannel(place: Place, id: string, by: string): Promise<void>
  testChannel(place: Place, id: string, to: string, by: string): Promise<ChannelTested>
  /** The notices of an incident, for its page and its timeline. */
  list(place: Place, incident: string): Promise<IncidentNotices>
  preview(place: Place, incident: string, wanted: Wanted): Promise<NoticePreview>
  send(place: Place, incident: string, wanted: Wanted, by: string): Promise<NoticesQueued>
  expose(place: Place, incident: string, data: readonly DataKind[], by: string): Promise<NoticesQueued>
  lookAt(token: string): Promise<AcknowledgementView>
  acknowledge(token: string): Promise<AcknowledgementView>
}
