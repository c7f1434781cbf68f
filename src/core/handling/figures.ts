import { DomainError } from '#core/kernel'
import type { DataOf } from './model.ts'

type Figures = DataOf<'reconciled'>

const counted = ['matched', 'providerOnly', 'pbxOnly', 'differences'] as const
const words: Readonly<Record<(typeof counted)[number], string>> = {
  matched: 'lines that agree',
  providerOnly: 'lines only the carrier knows',
  pbxOnly: 'calls that were not billed',
  differences: 'differences',
}

/**
 * Whether figures somebody types are to be written down: all are while nothing was matched here. Then the reconciliation on record
 * has the word: the same figures again say nothing new, others are refused, lest they pass the gate in its place.
 */
export function takesFigures(onRecord: Figures | null, typed: Figures): boolean {
  if (onRecord?.result === undefined || typed.result !== undefined) return true
  const wrong = [
    ...counted
      .filter((key) => typed[key] !== onRecord[key])
      .map((key) => `${words[key]}: ${onRecord[key]}, not ${typed[key]}`),
    ...(typed.disputedMicros === onRecord.disputedMicros && typed.currency === onRecord.currency
      ? []
      : ['another amount to dispute']),
    ...(typed.invoice === onRecord.invoice ? [] : [`the invoice is ${onRecord.invoice}`]),
  ]
  if (wrong.length === 0) return false
  throw new DomainError(
    'reconciled-differs',
    `The invoice was matched here, and says otherwise: ${wrong.join('; ')}`,
    'Match another or a corrected invoice here instead of writing figures down.',
  )
}
