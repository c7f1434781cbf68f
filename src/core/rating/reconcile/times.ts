import type { BilledCall, Clock, InvoiceLine } from './model.ts'

/** What of a call the invoice's times agree with; the start of a call that was never answered. */
export const instantOf = (call: BilledCall, base: Clock['base']): number =>
  base === 'start' || Number.isNaN(call.answeredAt) ? call.startedAt : call.answeredAt

/** The line's time on the calls' clock: over a change to summer time there are two. */
export const timesOf = (line: InvoiceLine, { shifts, skew }: Clock): number[] =>
  Number.isNaN(line.startedAt) ? [] : shifts.map((shift) => line.startedAt - shift - skew)

/** The carrier's own length of the call; the billed one where it does not say. */
export const lengthOf = (line: InvoiceLine): number =>
  line.durationSeconds >= 0 ? line.durationSeconds : line.billedSeconds
