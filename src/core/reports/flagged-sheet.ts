import { formatMicros } from '#core/kernel'
import type { FlaggedFacts, Sheet } from './model.ts'

/** All flagged calls as spreadsheet rows: times in UTC, cost as a plain decimal beside its currency, both empty when unrated. */
export function flaggedSheet(calls: readonly FlaggedFacts[]): Sheet {
  return {
    columns: [
      'id',
      'started_at',
      'account',
      'from',
      'to',
      'dialled',
      'direction',
      'billable_seconds',
      'cost',
      'currency',
      'kind',
      'signals',
      'reason',
    ],
    rows: calls.map((call) => [
      call.id,
      call.startedAt,
      call.account,
      call.from,
      call.to,
      call.dialled,
      call.direction,
      call.billableSeconds,
      call.cost ? formatMicros(call.cost.micros) : '',
      call.cost?.currency ?? '',
      call.kind,
      call.signals.join(' '),
      call.reason,
    ]),
  }
}
