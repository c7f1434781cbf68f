import type { LiveEvent } from '#core/calls'
import type { AmiMessage } from './ami-frames.ts'
import {
  type Channel,
  type Conversation,
  closeDials,
  isOver,
  liveCall,
  newChannel,
  newConversation,
} from './channels.ts' // prettier-ignore

type Told = 'call-started' | 'call-answered' | 'call-changed' | 'call-ended'

/** The channels that are up and the conversations they are in. What happens to a conversation is told from here. */
export interface Book {
  /** By uniqueid. */
  readonly channels: Map<string, Channel>
  add(m: AmiMessage, at: number): Channel
  tell(type: Told, conversation: Conversation, at: number): void
  answer(conversation: Conversation, at: number): void
  /** A transfer joins two conversations: from now on the PBX calls them by one id. */
  relink(channel: Channel, linkedId: string | undefined, at: number): void
  end(channel: Channel, at: number): void
}

export function createBook(emit: (event: LiveEvent) => void, now: () => number): Book {
  const channels = new Map<string, Channel>()
  const conversations = new Map<string, Conversation>()
  const tell: Book['tell'] = (type, conversation, at) =>
    emit({ type, at, call: liveCall(conversation, now()) })
  const conversationOf = (id: string): Conversation => {
    const there = conversations.get(id) ?? newConversation(id)
    conversations.set(id, there)
    return there
  }
  return {
    channels,
    tell,
    add(m, at) {
      const channel = newChannel(m, conversationOf(m['Linkedid'] ?? m['Uniqueid'] ?? ''), at)
      channels.set(channel.id, channel)
      channel.conversation.channels.add(channel)
      return channel
    },
    relink(channel, linkedId, at) {
      const from = channel.conversation
      if (!linkedId || from.id === linkedId) return
      const into = conversationOf(linkedId)
      for (const each of from.channels) {
        each.conversation = into
        into.channels.add(each)
      }
      into.dials.push(...from.dials)
      into.answered ||= from.answered
      conversations.delete(from.id)
      emit({ type: 'call-merged', at, id: from.id, into: linkedId })
      tell('call-changed', into, at)
    },
    answer(conversation, at) {
      if (conversation.answered) return
      conversation.answered = true
      tell('call-answered', conversation, at)
    },
    end(channel, at) {
      channel.endedAt = at
      channels.delete(channel.id)
      closeDials(channel, at)
      const { conversation } = channel
      if (!isOver(conversation)) return
      for (const dial of conversation.dials) if (Number.isNaN(dial.endedAt)) dial.endedAt = at
      conversations.delete(conversation.id)
      tell('call-ended', conversation, at)
    },
  }
}
