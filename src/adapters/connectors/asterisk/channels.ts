import { type CallRecord, emptyRecord, type LiveCall } from '#core/calls'
import type { AmiMessage } from './ami-frames.ts'

/** One channel of the PBX as its events told it so far. Times are UTC milliseconds, NaN when it has not happened. */
export interface Channel {
  readonly id: string
  name: string
  conversation: Conversation
  readonly startedAt: number
  upAt: number
  /** NaN while it lives. */
  endedAt: number
  from: string
  dialled: string
  readonly context: string
  accountCode: string
  app: string
  appData: string
  sourceIp: string
  userAgent: string
}

/** One attempt of a channel (or, for a call the PBX places itself, of nobody) to reach another. */
export interface Dial {
  readonly caller: Channel | null
  readonly callee: Channel
  readonly target: string
  readonly startedAt: number
  answeredAt: number
  endedAt: number
  status: string
}

/** All channels that share a linkedid. */
export interface Conversation {
  id: string
  readonly channels: Set<Channel>
  readonly dials: Dial[]
  answered: boolean
}

export const isLocal = (channel: Channel): boolean => channel.name.startsWith('Local/')
const isThere = (channel: Channel): boolean => Number.isNaN(channel.endedAt)
export const isOver = (conversation: Conversation): boolean =>
  [...conversation.channels].every((channel) => !isThere(channel))

export const newConversation = (id: string): Conversation => ({
  id,
  channels: new Set(),
  dials: [],
  answered: false,
})

/** Asterisk says <unknown> for nothing. */
export const known = (text: string | undefined): string =>
  text === undefined || text === '<unknown>' ? '' : text

export function newChannel(m: AmiMessage, conversation: Conversation, startedAt: number): Channel {
  const up = m['ChannelState'] === '6'
  return {
    id: m['Uniqueid'] ?? '',
    name: m['Channel'] ?? '',
    conversation,
    startedAt,
    upAt: up ? startedAt : Number.NaN,
    endedAt: Number.NaN,
    from: known(m['CallerIDNum']),
    dialled: m['Exten'] ?? '',
    context: m['Context'] ?? '',
    accountCode: m['AccountCode'] ?? '',
    app: m['Application'] ?? '',
    appData: m['ApplicationData'] ?? '',
    sourceIp: '',
    userAgent: '',
  }
}

/** A dial is over when the one it reached is gone; through a Local channel, which may vanish early, when the caller is. */
export function closeDials(gone: Channel, at: number): void {
  for (const dial of gone.conversation.dials) {
    if (!Number.isNaN(dial.endedAt)) continue
    const through = isLocal(dial.callee)
    if (dial.callee === gone ? !through : dial.caller === gone && (through || Number.isNaN(dial.answeredAt)))
      dial.endedAt = at
  }
}

/** The conversation as its call records will tell it, as far as it has gone. */
export function liveCall(conversation: Conversation, now: number): LiveCall {
  const legs = conversation.dials.map((dial) => recordOfDial(conversation, dial, now))
  const dialling = new Set(conversation.dials.flatMap(({ caller, callee }) => [caller, callee]))
  for (const channel of conversation.channels)
    if (!dialling.has(channel) && !isLocal(channel)) legs.push(recordOfChannel(conversation, channel, now))
  const first = legs[0] ?? recordOfChannel(conversation, [...conversation.channels][0] as Channel, now)
  const channels = [...conversation.channels].filter((channel) => isThere(channel) && !isLocal(channel))
  return { id: conversation.id, channels: channels.map(({ name }) => name), legs: [first, ...legs.slice(1)] }
}

function recordOfDial(conversation: Conversation, dial: Dial, now: number): CallRecord {
  const caller = dial.caller ?? dial.callee
  return {
    ...emptyRecord(),
    ...who(conversation, caller),
    accountCode: caller.accountCode || dial.callee.accountCode,
    channel: dial.caller?.name ?? '',
    toChannel: dial.callee.name,
    lastApp: 'Dial',
    lastData: `${dial.callee.name.replace(/\/.*$/, '')}/${dial.target}`,
    ...span(caller.startedAt < dial.startedAt ? caller.startedAt : dial.startedAt, dial, now),
    disposition: dispositionOf(dial),
  }
}

function recordOfChannel(conversation: Conversation, channel: Channel, now: number): CallRecord {
  const over = !isThere(channel)
  const answered = !Number.isNaN(channel.upAt)
  return {
    ...emptyRecord(),
    ...who(conversation, channel),
    channel: channel.name,
    lastApp: channel.app,
    lastData: channel.appData,
    ...span(channel.startedAt, { answeredAt: channel.upAt, endedAt: channel.endedAt }, now),
    disposition: over ? (answered ? 'answered' : 'failed') : 'running',
  }
}

const who = (conversation: Conversation, channel: Channel): Partial<CallRecord> => ({
  id: channel.id,
  linkedId: conversation.id,
  accountCode: channel.accountCode,
  from: channel.from,
  dialled: channel.dialled,
  context: channel.context,
  sourceIp: channel.sourceIp,
  userAgent: channel.userAgent,
})

function span(
  startedAt: number,
  { answeredAt, endedAt }: Pick<Dial, 'answeredAt' | 'endedAt'>,
  now: number,
): Pick<CallRecord, 'startedAt' | 'answeredAt' | 'endedAt' | 'durationSeconds' | 'billableSeconds'> {
  const until = Number.isNaN(endedAt) ? Math.max(now, startedAt) : endedAt
  const seconds = (from: number): number => Math.max(0, Math.floor((until - from) / 1000))
  return {
    startedAt,
    answeredAt,
    endedAt,
    durationSeconds: seconds(startedAt),
    billableSeconds: Number.isNaN(answeredAt) ? 0 : seconds(answeredAt),
  }
}

function dispositionOf(dial: Dial): CallRecord['disposition'] {
  if (Number.isNaN(dial.endedAt)) return 'running'
  if (!Number.isNaN(dial.answeredAt)) return 'answered'
  if (dial.status === 'BUSY') return 'busy'
  return /^(NOANSWER|CANCEL|)$/.test(dial.status) ? 'no-answer' : 'failed'
}
