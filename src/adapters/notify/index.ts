// Channels: how notices leave the house. A kind is a file, and a line here.
// In: settings, a way out that is guarded. Out: channels that send one letter and say what became of it.
import { slack, teams } from './chat.ts'
import type { ChannelVendor, Way } from './kit.ts'
import { pagerduty } from './pagerduty.ts'
import { sms } from './sms.ts'
import { smtp } from './smtp.ts'
import { webhook } from './webhook.ts'

export type { Channel } from './kit.ts'

export const channels = (way: Way): readonly ChannelVendor[] =>
  [smtp, webhook, slack, teams, pagerduty, sms].map((kind) => kind(way))
