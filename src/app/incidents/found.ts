import type { Verdict } from '#contract'
import type { Found } from '#core/handling'
import type { Investigation } from '#core/incidents'

const at = (iso: string | null): number | null => (iso === null ? null : Date.parse(iso))

/** A verdict as far as an incident asks. */
export const foundOf = (investigation: Investigation, verdict: Verdict): Found => ({
  investigation: investigation.id,
  verdict: verdict.verdict,
  ongoing: verdict.ongoing,
  finishedAt: investigation.createdAt,
  began: at(verdict.began),
  ended: at(verdict.ended),
  from: at(verdict.input.from),
  to: at(verdict.input.to),
  accounts: verdict.accounts.map(({ account }) => account),
  kinds: [...new Set(verdict.incidents.map(({ kind }) => kind))],
  sources: verdict.sources.map(({ ip }) => ip),
  destinations: verdict.destinations.map(({ prefix }) => prefix),
  rates: verdict.rates.source,
  low: verdict.exposure.low,
  likely: verdict.exposure.likely,
  high: verdict.exposure.high,
  perMinute: verdict.exposure.perMinuteNow,
  curve: verdict.curve.map((point) => ({ at: Date.parse(point.at), micros: point.likely.micros })),
})
