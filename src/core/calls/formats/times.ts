import type { Zone } from '#core/kernel'
import type { CallRecord, Disposition } from '../model.ts'
import { createClock, createStamps, type Stamps } from '../stamps.ts'

/** What a record says of time, as text; '' where it says nothing. */
export interface TimeTexts {
  start: string
  answer?: string
  end?: string
  duration?: string
  billable?: string
}

export interface Times {
  /** Fills the record's times; returns why the record cannot be used, '' when it can. */
  fill(record: CallRecord, texts: TimeTexts): string
  /** UTC milliseconds of one stamp, NaN when it is none. */
  instant(text: string): number
  readonly stamps: Stamps
}

const MAX_SECONDS = 30 * 86_400

/** For the layouts that are not the hot path: any stamp, seconds as 12, 12.5 or 0:12. */
export function createTimes(zone: Zone): Times {
  const stamps = createStamps()
  const clock = createClock(zone)
  const instant = (text: string): number => {
    const at = stamps.parse(text, 0, text.length)
    return stamps.absolute || Number.isNaN(at) ? at : clock.toUtc(at, Number.NaN)
  }
  return {
    stamps,
    instant,
    fill(record, texts) {
      const duration = secondsOf(texts.duration)
      const billable = secondsOf(texts.billable)
      const bad = badSeconds(duration) || badSeconds(billable)
      if (bad !== '') return bad
      const start = instant(texts.start)
      if (Number.isNaN(start)) return `"${texts.start.slice(0, 40)}" is no usable start`
      record.startedAt = start
      record.answeredAt = answerOf(start, instant(texts.answer ?? ''))
      record.endedAt = endOf(record, instant(texts.end ?? ''), duration, billable)
      if (record.endedAt < start) return 'the call ends before it starts'
      record.durationSeconds = duration < 0 ? between(start, record.endedAt, -1) : Math.floor(duration)
      record.billableSeconds =
        billable < 0 ? between(record.answeredAt, record.endedAt, 0) : Math.floor(billable)
      return badSeconds(record.billableSeconds) || badSeconds(record.durationSeconds)
    },
  }
}

function badSeconds(seconds: number): string {
  if (Number.isNaN(seconds)) return 'seconds are not a number'
  if (seconds < -1) return 'seconds are negative'
  return seconds > MAX_SECONDS ? 'seconds are more than 30 days' : ''
}

/** An answer before the start is a clock's step or an empty value. */
const answerOf = (start: number, answer: number): number =>
  answer < start - 1000 ? Number.NaN : Math.max(start, answer)

/** Seconds were counted, stamps were read off a clock that an offset change moves: seconds win. */
function endOf(record: CallRecord, end: number, duration: number, billable: number): number {
  const { startedAt, answeredAt } = record
  if (duration >= 0 && !(Math.abs(end - startedAt - duration * 1000) < 2000))
    return startedAt + duration * 1000
  if (!Number.isNaN(end)) return end
  return billable >= 0 ? (Number.isNaN(answeredAt) ? startedAt : answeredAt) + billable * 1000 : end
}

/** Whole seconds between two instants, `otherwise` when one is not known. */
function between(from: number, until: number, otherwise: number): number {
  const seconds = Math.floor((until - from) / 1000)
  return Number.isNaN(seconds) ? otherwise : Math.max(0, seconds)
}

/** -1 when nothing is said, NaN when it is no number. */
function secondsOf(text: string | undefined): number {
  const trimmed = (text ?? '').trim()
  if (trimmed === '') return -1
  const clock = /^(?:(\d+):)?(\d{1,4}):(\d{1,2}(?:\.\d+)?)$/.exec(trimmed)
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
  if (!/^[+-]?\d+(?:[.,]\d+)?$/.test(trimmed)) return Number.NaN
  const seconds = Number(trimmed.replace(',', '.'))
  return seconds < 0 ? -2 : seconds
}

/** Sets the disposition: seconds that were counted outweigh a word that denies them. */
export function dispose(record: CallRecord, said: Disposition): void {
  const { answeredAt, billableSeconds, durationSeconds } = record
  const counted = billableSeconds > 0 && (!Number.isNaN(answeredAt) || billableSeconds <= durationSeconds + 1)
  record.disposition = said === 'running' ? said : counted ? 'answered' : said
  if (record.disposition === 'answered') {
    if (Number.isNaN(answeredAt) && !Number.isNaN(record.endedAt))
      record.answeredAt = Math.max(record.startedAt, record.endedAt - billableSeconds * 1000)
  } else if (said !== 'running') record.billableSeconds = 0
}
