import type { CallRecord } from '../model.ts'
import type { RecordSink } from '../ports.ts'
import { emptyRecord } from '../record.ts'

/** One Asterisk channel event, times in UTC milliseconds. */
export interface CelEvent {
  readonly type: string
  readonly at: number
  readonly number: string
  readonly rdnis: string
  readonly exten: string
  readonly context: string
  readonly channel: string
  readonly app: string
  readonly data: string
  readonly account: string
  readonly id: string
  readonly linkedId: string
  readonly extra: string
  readonly line: number
}

/** One channel's life so far. */
interface Channel {
  id: string
  name: string
  number: string
  account: string
  exten: string
  context: string
  app: string
  data: string
  rdnis: string
  /** What was called before an application dialled on, and the application that did. */
  calledFirst: string
  contextFirst: string
  appFirst: string
  dataFirst: string
  startedAt: number
  /** When the application that placed the call began. */
  placedAt: number
  answeredAt: number
  endedAt: number
  cause: number
  line: number
}

interface Conversation {
  readonly linkedId: string
  readonly channels: Map<string, Channel>
  /** The extension whose phone answered with "moved", '' when none. */
  forwardedBy: string
}

export interface ChannelEvents {
  take(event: CelEvent): void
  end(): void
}

const MAX_OPEN = 200_000
const MAX_CHANNELS = 4096
/** A conversation that shows no end for so long lost its end with a restart of the PBX. */
const LONGEST_OPEN = 24 * 3_600_000

/**
 * Groups channel events by linkedid: a record for each channel that dialled. What has no HANGUP when the file ends is
 * still up, and its seconds are those known up to the newest event.
 */
export function createChannelEvents(sink: RecordSink): ChannelEvents {
  const open = new Map<string, Conversation>()
  let newest = Number.NEGATIVE_INFINITY

  const close = (conversation: Conversation): void => {
    open.delete(conversation.linkedId)
    emit(conversation, newest, sink)
  }
  const conversationOf = (linkedId: string): Conversation => {
    const known = open.get(linkedId)
    if (known) return known
    if (open.size >= MAX_OPEN)
      for (const oldest of open.values()) {
        close(oldest)
        break
      }
    const conversation: Conversation = { linkedId, channels: new Map(), forwardedBy: '' }
    open.set(linkedId, conversation)
    return conversation
  }
  return {
    take(event) {
      if (event.at > newest) newest = event.at
      const conversation = conversationOf(event.linkedId)
      if (event.type === 'LINKEDID_END') {
        close(conversation)
        return
      }
      const channel = channelOf(conversation, event)
      if (channel !== null) apply(conversation, channel, event)
    },
    end() {
      for (const conversation of open.values()) emit(conversation, newest, sink)
      open.clear()
    },
  }
}

function channelOf(conversation: Conversation, event: CelEvent): Channel | null {
  const id = event.id || event.channel
  const known = conversation.channels.get(id)
  if (known) return known
  if (conversation.channels.size >= MAX_CHANNELS) return null
  const channel: Channel = {
    id,
    name: event.channel,
    number: event.number,
    account: event.account,
    exten: event.exten,
    context: event.context,
    app: '',
    data: '',
    rdnis: '',
    calledFirst: event.exten,
    contextFirst: event.context,
    appFirst: '',
    dataFirst: '',
    startedAt: event.at,
    placedAt: event.at,
    answeredAt: Number.NaN,
    endedAt: Number.NaN,
    cause: 0,
    line: event.line,
  }
  conversation.channels.set(id, channel)
  return channel
}

function apply(conversation: Conversation, channel: Channel, event: CelEvent): void {
  if (event.at < channel.startedAt) channel.startedAt = event.at
  if (channel.account === '') channel.account = event.account
  if (channel.number === '') channel.number = event.number
  if (event.rdnis !== '') channel.rdnis = event.rdnis
  switch (event.type) {
    case 'APP_START':
      placed(channel, event)
      break
    case 'ANSWER':
      if (!(channel.answeredAt <= event.at)) channel.answeredAt = event.at
      break
    case 'HANGUP':
    case 'CHAN_END':
      hungUp(channel, event)
      break
    case 'FORWARD':
      // Written on the channel of the phone that answered with "moved": its endpoint forwards.
      conversation.forwardedBy ||= extensionOf(event.channel) || event.exten
      break
  }
}

function hungUp(channel: Channel, event: CelEvent): void {
  if (!(channel.endedAt <= event.at)) channel.endedAt = event.at
  channel.cause ||= Number(/"hangupcause"\s*:\s*(\d+)/.exec(event.extra)?.[1] ?? 0)
}

/** The last application that places a call wins; others only fill the gap. */
function placed(channel: Channel, event: CelEvent): void {
  if (channel.app !== '' && !/^(?:Dial|Queue|VoiceMail|DISA|Page|FollowMe)/i.test(event.app)) return
  if (channel.app !== '' && channel.appFirst === '') {
    channel.appFirst = channel.app
    channel.dataFirst = channel.data
  }
  channel.placedAt = event.at
  channel.app = event.app
  channel.data = event.data
  channel.exten = event.exten || channel.exten
  channel.context = event.context || channel.context
}

const extensionOf = (name: string): string => /^[A-Za-z0-9]+\/(\d{2,6})(?:[-@]|$)/.exec(name)?.[1] ?? ''

/** Channels that were dialled have no application of their own but AppDial; each belongs to the caller before it. */
function emit({ linkedId, channels, forwardedBy }: Conversation, newest: number, sink: RecordSink): void {
  const all = [...channels.values()]
  if (all.length === 0) return
  const dialled = all.filter((channel) => isDialled(channel))
  const callers = all.filter((channel) => !isDialled(channel))
  if (callers.length === 0) callers.push(all[0] as Channel)
  let left = dialled
  callers.forEach((caller, i) => {
    const next = callers[i + 1]?.startedAt ?? Number.POSITIVE_INFINITY
    const mine = left.filter((channel) => channel !== caller && channel.startedAt < next)
    left = left.filter((channel) => !mine.includes(channel))
    const callee = mine.find((channel) => !Number.isNaN(channel.answeredAt)) ?? mine[0]
    const record = recordOf(caller, callee, linkedId, forwardedBy, newest)
    if (callee !== undefined && tookFirst(caller, callee)) {
      sink.record(arrivalOf(record, caller))
      sink.record(placedOn(record, caller, callee))
    } else sink.record(record)
  })
}

/** The PBX took the call itself (a menu, voicemail, DISA) and dialled on only then. */
const tookFirst = (caller: Channel, callee: Channel): boolean =>
  caller.answeredAt < caller.placedAt || caller.answeredAt + 1000 < callee.answeredAt

/** The caller's call until its end, as it came in: what it cost who called. */
const arrivalOf = (whole: CallRecord, caller: Channel): CallRecord => ({
  ...whole,
  dialled: caller.calledFirst,
  context: caller.contextFirst,
  toChannel: '',
  lastApp: caller.appFirst || whole.lastApp,
  lastData: caller.dataFirst,
})

/** The call that was placed from inside it: the far end's channel, its seconds run from when that answered. */
function placedOn(whole: CallRecord, caller: Channel, callee: Channel): CallRecord {
  const endedAt = Number.isNaN(callee.endedAt) ? whole.endedAt : callee.endedAt
  const running = Number.isNaN(endedAt)
  const until = running ? caller.startedAt + whole.durationSeconds * 1000 : endedAt
  const startedAt = Math.min(caller.placedAt, until)
  const answered = !Number.isNaN(callee.answeredAt)
  return {
    ...whole,
    id: callee.id,
    startedAt,
    answeredAt: callee.answeredAt,
    endedAt,
    durationSeconds: Math.floor((until - startedAt) / 1000),
    billableSeconds: answered ? Math.max(0, Math.floor((until - callee.answeredAt) / 1000)) : 0,
    disposition: running ? 'running' : answered ? 'answered' : refusal(callee.cause),
  }
}

const isDialled = (channel: Channel): boolean =>
  /^AppDial|^AppQueue/.test(channel.app) ||
  (channel.app === '' && channel.exten === 's') ||
  channel.name.endsWith(';1')

function recordOf(
  caller: Channel,
  callee: Channel | undefined,
  linkedId: string,
  forwardedBy: string,
  newest: number,
): CallRecord {
  const record = emptyRecord()
  record.id = caller.id || linkedId
  record.linkedId = linkedId
  record.accountCode = caller.account
  record.from = caller.number
  record.dialled = caller.exten
  record.channel = caller.name
  record.toChannel = callee?.name ?? ''
  record.context = caller.context
  record.lastApp = caller.app
  record.lastData = caller.data
  record.startedAt = caller.startedAt
  record.answeredAt = caller.answeredAt
  record.forwardedBy = forwardedBy || caller.rdnis || boxOf(caller)
  record.line = caller.line
  const running = Number.isNaN(caller.endedAt) && newest - caller.startedAt <= LONGEST_OPEN
  record.endedAt = running ? Number.NaN : Number.isNaN(caller.endedAt) ? caller.startedAt : caller.endedAt
  const until = running ? newest : record.endedAt
  const answered = !Number.isNaN(record.answeredAt)
  record.durationSeconds = Math.floor((until - caller.startedAt) / 1000)
  record.billableSeconds = answered ? Math.max(0, Math.floor((until - caller.answeredAt) / 1000)) : 0
  record.disposition = running
    ? 'running'
    : answered
      ? 'answered'
      : refusal(caller.cause || (callee?.cause ?? 0))
  return record
}

/** `2041@default` of VoiceMailMain: the mailbox somebody dialled on from. */
const boxOf = (caller: Channel): string =>
  /^VoiceMailMain/i.test(caller.appFirst) ? (/^\d+(?=@|,|$)/.exec(caller.dataFirst)?.[0] ?? '') : ''

/** Q.850 causes. */
function refusal(cause: number): CallRecord['disposition'] {
  if (cause === 17) return 'busy'
  return cause === 0 || cause === 16 || cause === 18 || cause === 19 ? 'no-answer' : 'failed'
}
