// Channels: how notices leave the house. A kind is a file, and a line here.
// In: settings, a way out that is guarded. Out: channels that send one letter and say what became of it.
import type { ChannelVendor, Way } from './kit.ts'
import { smtp } from './smtp.ts'

export type { Channel } from './kit.ts'

export const channels = (way: Way): readonly ChannelVendor[] => [smtp(way)]
