import { type CallBatch, idOf, type Names } from '#core/calls'
import type { Zone } from '#core/kernel'
import type { Rule } from './rule.ts'

/** What somebody who knows said of some calls: "this was us" or "this was them too". */
export interface Mark {
  readonly says: 'us' | 'them'
  /** `account-hour` is one account in one hour of the week. */
  readonly what: 'call' | 'number' | 'account-hour' | 'prefix' | 'account'
  /** A call's id, an E.164 number or prefix with '+', or an account's name. */
  readonly value: string
  /** 0-167 from Monday 00:00 on the site's clock, with `account-hour`. */
  readonly hour?: number
}

export const UNMARKED = 0
export const OURS = 1
export const THEIRS = 2

/** What the marks say of a call: UNMARKED, OURS or THEIRS. */
export type Marks = (batch: CallBatch, i: number) => number

/** The narrowest mark decides: a call before its number, that before account and hour, prefix, and the whole account. */
export function createMarks(marks: readonly Mark[], names: Names, zone: Zone): Marks {
  const says = (mark: Mark): number => (mark.says === 'us' ? OURS : THEIRS)
  const table = (what: Mark['what'], key: (mark: Mark) => number | string) =>
    new Map(marks.filter((mark) => mark.what === what).map((mark) => [key(mark), says(mark)]))
  const calls = table('call', ({ value }) => value)
  const numbers = table('number', ({ value }) => Number(value.slice(1)))
  const hours = table('account-hour', ({ value, hour = 0 }) => names.of(value) * 168 + hour)
  const prefixes = [...table('prefix', ({ value }) => value.slice(1))].sort(
    ([a], [b]) => String(b).length - String(a).length,
  )
  const accounts = table('account', ({ value }) => names.of(value))
  const byPrefix = (peer: number): number | undefined => {
    const digits = String(peer)
    return prefixes.find(([prefix]) => digits.startsWith(String(prefix)))?.[1]
  }
  const byHour = (account: number, at: number): number | undefined =>
    hours.size > 0 ? hours.get(account * 168 + zone.hourOfWeek(at)) : undefined
  return (batch, i) => {
    const peer = batch.peer[i] as number
    const account = batch.account[i] as number
    return (
      (calls.size > 0 ? calls.get(idOf(batch, i)) : undefined) ??
      numbers.get(peer) ??
      byHour(account, batch.startedAt[i] as number) ??
      (prefixes.length > 0 ? byPrefix(peer) : undefined) ??
      accounts.get(account) ??
      UNMARKED
    )
  }
}

/** Stands for the word of a person among the rules. It sees no event by itself: the engine accuses in its name. */
export const markRule: Rule = {
  id: 'marked',
  title: 'Marked by a person',
  kind: 'other',
  event: 'signin',
  where: () => 0,
  by: 'account',
  windowMs: 86_400_000,
  measures: [],
  when: () => 0,
  weight: () => 0,
  group: 'marked',
  blames: 'account',
  say: '{calls} calls marked as not ours',
}
/** In log-odds: more than enough by itself. */
export const MARK_WEIGHT = 9
