import { formatMicros, type Money, type Zone, zoneOf } from '#core/kernel'
import type { FlaggedFacts, Sheet } from './model.ts'
import { timeReader } from './words.ts'

/** A line of the invoice that is asked back, in full or in part. */
export interface DisputedLine {
  readonly class: string
  readonly invoiceLine: string | null
  readonly startedAt: string | null
  readonly account: string | null
  readonly to: string
  readonly seconds: number | null
  readonly invoiced: Money | null
  readonly expected: Money | null
  readonly delta: Money | null
  readonly callId: string | null
}

/** The lines of the invoice that are asked back: what was billed, what the call costs by the deck, what is too much. */
export function disputedLinesSheet(lines: readonly DisputedLine[], zoneName: string): Sheet {
  const time = timeReader(zoneOf(zoneName) ?? (zoneOf('UTC') as Zone))
  const plain = (money: Money | null): string => (money === null ? '' : formatMicros(money.micros))
  return {
    columns: [
      'invoice_line',
      'class',
      'start_utc',
      'start_local',
      'account',
      'to',
      'seconds',
      'invoiced',
      'expected',
      'too_much',
      'currency',
      'call_id',
    ],
    rows: lines.map((line) => [
      line.invoiceLine ?? '',
      line.class,
      line.startedAt ?? '',
      time(line.startedAt, ''),
      line.account ?? '',
      line.to,
      line.seconds ?? '',
      plain(line.invoiced),
      plain(line.expected),
      plain(line.delta),
      line.invoiced?.currency ?? '',
      line.callId ?? '',
    ]),
  }
}

/** The schedule of calls: times in UTC and by the clock of the site, charges as plain decimals. */
export function disputeSheet(calls: readonly FlaggedFacts[], zoneName: string): Sheet {
  const time = timeReader(zoneOf(zoneName) ?? (zoneOf('UTC') as Zone))
  return {
    columns: [
      'start_utc',
      'start_local',
      'account',
      'from',
      'to',
      'seconds',
      'charge',
      'currency',
      'call_id',
      'reason',
    ],
    rows: calls.map((call) => [
      call.startedAt,
      time(call.startedAt),
      call.account,
      call.from,
      call.to,
      call.billableSeconds,
      call.cost ? formatMicros(call.cost.micros) : '',
      call.cost?.currency ?? '',
      call.id,
      call.reason,
    ]),
  }
}
