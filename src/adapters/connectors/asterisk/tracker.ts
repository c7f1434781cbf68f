import type { LiveEvent } from '#core/calls'
import type { AmiMessage } from './ami-frames.ts'
import { type Book, createBook } from './book.ts'
import { type Channel, type Conversation, type Dial, isLocal, known } from './channels.ts'

/** Makes calls of channel events. Events come in the order of the PBX; a snapshot puts right what was missed. */
export interface Tracker {
  event(m: AmiMessage): void
  /**
   * The channels there are, from CoreShowChannels: what is not among them and older than `youngMs` has ended, and what is younger
   * and not known yet is left to its own event, which is on its way and says what was really dialled.
   */
  snapshot(channels: readonly AmiMessage[], youngMs: number): void
  /** What a channel that was found half way had dialled, once that is known. */
  dialled(channelName: string, number: string): void
  /** Where a channel's signalling came from, once that is known. */
  source(channelName: string, sourceIp: string): void
}

export interface TrackerTools {
  readonly emit: (event: LiveEvent) => void
  readonly now: () => number
  /** A phone or line began a call: who may know more of it is asked. */
  readonly onCaller?: (channel: Channel) => void
  /** A call was found half way: by now its extension is what the dial plan has made of it. */
  readonly onFound?: (channel: Channel) => void
}

type Handler = (m: AmiMessage, at: number) => void

export function createTracker({ emit, now, onCaller, onFound }: TrackerTools): Tracker {
  const book = createBook(emit, now)
  const handlers = handlersOf(book, onCaller)
  const named = (name: string): Channel | undefined =>
    [...book.channels.values()].find((one) => one.name === name)
  return {
    event(m) {
      const handle = handlers[m['Event'] ?? '']
      if (!handle) return
      handle(m, m['Timestamp'] === undefined ? now() : Math.round(Number(m['Timestamp']) * 1000))
    },
    snapshot(list, youngMs) {
      const at = now()
      const there = new Set(list.map((m) => m['Uniqueid']))
      for (const channel of [...book.channels.values()])
        if (!there.has(channel.id) && channel.startedAt <= at - youngMs) book.end(channel, at)
      const fresh = list.filter(
        (m) => !book.channels.has(m['Uniqueid'] ?? '') && secondsOf(m['Duration'] ?? '') * 1000 >= youngMs,
      )
      const begun = new Set(
        fresh.map((m) => {
          const channel = book.add(m, at - secondsOf(m['Duration'] ?? '') * 1000)
          if (!isLocal(channel)) {
            onCaller?.(channel)
            onFound?.(channel)
          }
          return channel.conversation
        }),
      )
      for (const conversation of begun) {
        guessDials(conversation)
        book.tell('call-started', conversation, at)
        if (conversation.answered) book.tell('call-answered', conversation, at)
      }
    },
    dialled(name, number) {
      const channel = named(name)
      if (!channel || channel.dialled === number) return
      channel.dialled = number
      book.tell('call-changed', channel.conversation, now())
    },
    source(name, sourceIp) {
      const channel = named(name)
      if (!channel || channel.sourceIp === sourceIp) return
      channel.sourceIp = sourceIp
      book.tell('call-changed', channel.conversation, now())
    },
  }
}

function handlersOf(
  { channels, add, tell, answer, end, relink }: Book,
  onCaller: TrackerTools['onCaller'],
): Record<string, Handler> {
  const of = (id: string | undefined): Channel | undefined => channels.get(id ?? '')
  const openDial = (callee: Channel): Dial | undefined =>
    callee.conversation.dials.find((dial) => dial.callee === callee && Number.isNaN(dial.endedAt))
  return {
    Newchannel(m, at) {
      if (of(m['Uniqueid'])) return
      const channel = add(m, at)
      if (channel.conversation.channels.size > 1) return
      // Before anybody is told: a sign-in of a moment ago says where the call comes from.
      if (!isLocal(channel)) onCaller?.(channel)
      tell('call-started', channel.conversation, at)
    },
    Newstate(m, at) {
      const channel = of(m['Uniqueid'])
      if (!channel || m['ChannelState'] !== '6' || !Number.isNaN(channel.upAt)) return
      channel.upAt = at
      const { dials } = channel.conversation
      if (!dials.some(({ caller, callee }) => caller === channel || callee === channel))
        answer(channel.conversation, at)
    },
    Rename(m) {
      const channel = of(m['Uniqueid'])
      if (channel) channel.name = m['Newname'] ?? channel.name
    },
    NewCallerid(m) {
      const channel = of(m['Uniqueid'])
      if (channel && known(m['CallerIDNum']) !== '') channel.from = known(m['CallerIDNum'])
    },
    NewAccountCode(m) {
      const channel = of(m['Uniqueid'])
      if (channel) channel.accountCode = m['AccountCode'] ?? ''
    },
    DialBegin(m, at) {
      const callee = of(m['DestUniqueid'])
      if (!callee || openDial(callee)) return
      const caller = of(m['Uniqueid']) ?? null
      callee.conversation.dials.push({
        caller,
        callee,
        target: m['DialString'] ?? '',
        startedAt: at,
        answeredAt: Number.NaN,
        endedAt: Number.NaN,
        status: '',
      })
      tell('call-changed', callee.conversation, at)
    },
    DialEnd(m, at) {
      const callee = of(m['DestUniqueid'])
      const dial = callee && openDial(callee)
      if (!dial) return
      dial.status = m['DialStatus'] ?? ''
      if (dial.status !== 'ANSWER') dial.endedAt = at
      else {
        dial.answeredAt = at
        if (!isLocal(callee)) answer(callee.conversation, at)
      }
    },
    BridgeEnter(m, at) {
      const channel = of(m['Uniqueid'])
      if (channel) relink(channel, m['Linkedid'], at)
    },
    Hangup(m, at) {
      const channel = of(m['Uniqueid'])
      if (channel) end(channel, at)
    },
  }
}

const secondsOf = (clock: string): number =>
  clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)

/** Who dialled whom, of channels that were found half way: the one in Dial called those in AppDial. */
function guessDials(conversation: Conversation): void {
  const all = [...conversation.channels]
  const caller = all.find((channel) => channel.app === 'Dial') ?? null
  for (const callee of all.filter((channel) => channel.app === 'AppDial')) {
    const target = caller?.appData.split(',')[0]?.replace(/^[^/]*\//, '') ?? ''
    conversation.dials.push({
      caller,
      callee,
      target,
      startedAt: callee.startedAt,
      answeredAt: callee.upAt,
      endedAt: Number.NaN,
      status: '',
    })
  }
  const dialled = new Set(conversation.dials.map(({ callee }) => callee))
  conversation.answered =
    conversation.dials.some(({ answeredAt }) => !Number.isNaN(answeredAt)) ||
    (dialled.size === 0 && all.some((channel) => !Number.isNaN(channel.upAt)))
}
