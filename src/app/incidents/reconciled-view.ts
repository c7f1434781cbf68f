import type { Reconciled, ReconciledLine, ReconciledList, ReconciledSummary } from '#contract'
import type { DataOf, Standing } from '#core/handling'
import type { DisputedLine } from '#core/reports'

export type ReconciledWord = Omit<DataOf<'reconciled'>, 'kind' | 'invoice' | 'result'>

const differing = ['mis-rated', 'over-duration', 'duplicate', 'rewritten-number', 'currency'] as const

/** A result as an entry keeps it: counts, and the sums that add up to the invoice. */
export function wordOf(result: Reconciled): ReconciledWord {
  const { classes, disputed, providerOnly, unauthorised } = result
  const own = result.totals.find(({ currency }) => currency === disputed.currency)
  const covered = providerOnly.filter((line) => line.covered).length
  return {
    matched: result.matched,
    providerOnly: covered,
    uncovered: providerOnly.length - covered,
    pbxOnly: result.pbxOnly.length,
    differences: differing.reduce((sum, kind) => sum + (classes[kind] ?? 0), 0),
    unauthorised: unauthorised.length,
    rejected: result.input.rejected,
    // What is asked back: charged too much, and charged for calls nobody here placed.
    disputedMicros: disputed.micros + (own?.unauthorised ?? 0),
    unauthorisedMicros: own?.unauthorised ?? 0,
    totalMicros: own?.invoice ?? 0,
    currency: disputed.currency,
    sums: Object.entries(own?.byClass ?? {}).map(([kind, micros]) => ({
      class: kind,
      lines: classes[kind as keyof typeof classes] ?? 0,
      micros,
      disputedMicros: own?.disputed[kind as keyof typeof own.disputed] ?? 0,
    })),
  }
}

export function summaryOf(
  { providerOnly, pbxOnly, differences, unauthorised, ...rest }: Reconciled,
  { invoice, at }: NonNullable<Standing['reconciled']>,
): ReconciledSummary {
  const lists: ReconciledSummary['lists'] = {
    'provider-only': providerOnly.length,
    'pbx-only': pbxOnly.length,
    unauthorised: unauthorised.length,
  }
  for (const { class: kind } of differences) lists[kind] = (lists[kind] ?? 0) + 1
  return {
    ...rest,
    invoice,
    at: new Date(at).toISOString(),
    uncovered: providerOnly.filter(({ covered }) => !covered).length,
    lists,
  }
}

const nothing = { callId: null, startedAt: null, account: null, expected: null, delta: null, covered: true }

/** The lines of one list, in the order of the invoice. */
export function linesOf(result: Reconciled, list: ReconciledList): ReconciledLine[] {
  if (list === 'provider-only')
    return result.providerOnly.map(({ invoiceLine, startedAt, to, billedSeconds, amount, covered }, n) => ({
      ...nothing,
      key: `p${n}`,
      invoiceLine,
      startedAt,
      to,
      seconds: billedSeconds,
      invoiced: amount,
      delta: amount,
      covered,
    }))
  if (list === 'pbx-only')
    return result.pbxOnly.map(({ callId, startedAt, account, to, billableSeconds, expected }, n) => ({
      ...nothing,
      key: `c${n}`,
      invoiceLine: null,
      callId,
      startedAt,
      account,
      to,
      seconds: billableSeconds,
      invoiced: null,
      expected,
    }))
  if (list === 'unauthorised')
    return result.unauthorised.map(({ class: kind, billedSeconds, ...line }, n) => {
      // What is charged too much for it stands in the list of its class.
      const wrong = isDisputed(kind, line.delta) ? (line.delta?.micros ?? 0) : 0
      const delta = { ...line.invoiced, micros: line.invoiced.micros - wrong }
      return { ...nothing, ...line, key: `u${n}`, seconds: billedSeconds, delta }
    })
  return result.differences
    .filter((line) => line.class === list)
    .map(({ class: _, ...line }, n) => ({ ...nothing, ...line, key: `d${n}`, seconds: null }))
}

const isDisputed = (kind: string, delta: { readonly micros: number } | null): boolean =>
  kind !== 'currency' && kind !== 'credit' && (delta?.micros ?? 0) > 0

const asked = ['unauthorised', 'provider-only', ...differing] as const

/** Every line that is asked back, with its class. */
export const disputedOf = (result: Reconciled): DisputedLine[] =>
  asked.flatMap((list) =>
    linesOf(result, list)
      .filter(({ delta }) => isDisputed(list, delta))
      .map((line) => ({ ...line, class: list })),
  )
