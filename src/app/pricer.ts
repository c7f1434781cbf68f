import type { MoneyJson } from '#contract'
import type { Call, Reject } from '#core/calls'
import { type InvestigateRequest, type InvestigatorTools, type Setting, settingOf } from './investigator.ts'
import { readCalls } from './read-calls.ts'

/** One call as `rate --each` prints it. `prefix` is null when nothing is charged or no rate covers the number. */
export interface RatedLine {
  readonly id: string
  readonly prefix: string | null
  readonly billedSeconds: number
  readonly cost: MoneyJson | null
}

export interface RateSum {
  readonly calls: number
  readonly total: MoneyJson
  /** Calls that left the site, were answered, and no rate covers. */
  readonly unrated: number
  readonly rejected: number
  readonly rejects: readonly Reject[]
}

/** Prices every call of the files by a deck: what left the site by the number called, everything else at nothing. */
export async function rateFiles(
  request: InvestigateRequest,
  each: ((line: RatedLine) => void) | undefined,
  tools: InvestigatorTools,
): Promise<RateSum> {
  const setting = await settingOf(request, tools)
  const { rater } = setting
  const sum = { calls: 0, micros: 0, unrated: 0 }
  const rejects: Reject[] = setting.deckRejects.map((r) => ({
    file: request.rates ?? '',
    line: r.line,
    reason: r.reason,
  }))
  const counts = await readCalls(request.files, setting, tools, {
    onCall(call) {
      const line = priceOf(call, setting)
      sum.calls++
      sum.micros += line.cost?.micros ?? 0
      if (line.cost === null) sum.unrated++
      each?.(line)
    },
    onReject: (reject) => {
      if (rejects.length < 1000) rejects.push(reject)
    },
  })
  return {
    calls: sum.calls,
    total: { micros: sum.micros, currency: rater.currency },
    unrated: sum.unrated,
    rejected: counts.rejected,
    rejects,
  }
}

function priceOf(call: Call, { rater }: Setting): RatedLine {
  const currency = rater.currency
  const leaves = (call.direction === 'outbound' || call.direction === 'through') && call.peer !== ''
  const index = leaves
    ? rater.find(Number(call.peer), Number.isNaN(call.answeredAt) ? call.startedAt : call.answeredAt)
    : -1
  if (index >= 0)
    return {
      id: call.id,
      prefix: rater.rate(index).prefix,
      billedSeconds: rater.billedSeconds(index, call.billableSeconds),
      cost: { micros: rater.cost(index, call.billableSeconds), currency },
    }
  const unrated = leaves && call.billableSeconds > 0
  return { id: call.id, prefix: null, billedSeconds: 0, cost: unrated ? null : { micros: 0, currency } }
}
