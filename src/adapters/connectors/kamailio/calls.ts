import { type CallRecord, emptyRecord, type LiveCall, type LiveEvent } from '#core/calls'
import type { Dialog } from './dialogs.ts'

/** One call as its events told it so far. */
export interface Talk
  extends Pick<Dialog, 'callId' | 'account' | 'dialled' | 'sourceIp' | 'userAgent' | 'startedAt'> {
  answeredAt: number
}

/** The calls that are up. What happens to one is told from here, once. */
export interface Calls {
  begin(talk: Talk): void
  /** False when this call was never told to begin. */
  answer(callId: string, at: number): boolean
  end(callId: string, at: number): void
  /** Everything that is up, as of `asked`: what is not among it and began before has ended. */
  snapshot(dialogs: readonly Dialog[], asked: number): void
}

export function createCalls(emit: (event: LiveEvent) => void, now: () => number): Calls {
  const up = new Map<string, Talk>()
  /** Ended a moment ago: a list that was asked for before must not bring it back. */
  const gone = new Map<string, number>()
  const tell = (type: 'call-started' | 'call-answered' | 'call-ended', talk: Talk, at: number): void =>
    emit({ type, at, call: liveCall(talk, type === 'call-ended' ? at : Number.NaN, now()) })

  const begin = (talk: Talk): void => {
    if (up.has(talk.callId) || gone.has(talk.callId)) return
    up.set(talk.callId, talk)
    tell('call-started', talk, talk.startedAt)
    if (!Number.isNaN(talk.answeredAt)) tell('call-answered', talk, talk.answeredAt)
  }
  const answer = (callId: string, at: number): boolean => {
    const talk = up.get(callId)
    if (talk && Number.isNaN(talk.answeredAt)) {
      talk.answeredAt = at
      tell('call-answered', talk, at)
    }
    return talk !== undefined || gone.has(callId)
  }
  const end = (callId: string, at: number): void => {
    const talk = up.get(callId)
    gone.set(callId, now())
    if (!talk) return
    up.delete(callId)
    tell('call-ended', talk, Math.max(at, talk.startedAt))
  }
  return {
    begin,
    answer,
    end,
    snapshot(dialogs, asked) {
      const there = new Set(dialogs.map(({ callId }) => callId))
      const vanished = [...up.values()].filter(
        ({ callId, startedAt }) => !there.has(callId) && startedAt < asked - YOUNG_MS,
      )
      for (const { callId } of vanished) end(callId, now())
      for (const dialog of dialogs)
        if (!up.has(dialog.callId)) begin({ ...dialog })
        else if (!Number.isNaN(dialog.answeredAt)) answer(dialog.callId, dialog.answeredAt)
      for (const [callId, at] of gone) if (at < asked - FORGET_MS) gone.delete(callId)
    },
  }
}

/** Kamailio's clock counts seconds here: a call of this moment may not be in the list yet. */
const YOUNG_MS = 1500
const FORGET_MS = 60_000

function liveCall(talk: Talk, endedAt: number, now: number): LiveCall {
  const over = !Number.isNaN(endedAt)
  const until = over ? endedAt : Math.max(now, talk.startedAt)
  const seconds = (from: number): number => Math.max(0, Math.floor((until - from) / 1000))
  const answered = !Number.isNaN(talk.answeredAt)
  const record: CallRecord = {
    ...emptyRecord(),
    id: talk.callId,
    linkedId: talk.callId,
    from: talk.account,
    dialled: talk.dialled,
    sourceIp: talk.sourceIp,
    userAgent: talk.userAgent,
    startedAt: talk.startedAt,
    answeredAt: talk.answeredAt,
    endedAt,
    durationSeconds: seconds(talk.startedAt),
    billableSeconds: answered ? seconds(talk.answeredAt) : 0,
    disposition: over ? (answered ? 'answered' : 'no-answer') : 'running',
  }
  return { id: talk.callId, channels: over ? [] : [talk.callId], legs: [record] }
}
