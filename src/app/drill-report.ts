import type { DrilledScenario, DrillReport, MoneyJson } from '#contract'
import type { Drilled } from './flows/drill.ts'

/** Results as the public JSON. */
export function reportOf(
  results: readonly Drilled[],
  {
    currency,
    estimated,
    calls,
  }: { readonly currency: string; readonly estimated: boolean; readonly calls: number },
): DrillReport {
  const scenarios = results.map((one) => scenarioOf(one, currency))
  const worst = (of: (one: Drilled) => number | null): number | null =>
    results.reduce<number | null>((most, one) => largest(most, of(one)), null)
  const after = worst(({ detectedAfterMs }) => detectedAfterMs)
  return {
    detectedAfterSeconds: after === null ? null : after / 1000,
    lossAtDetection: money(
      worst(({ lossAtDetection }) => lossAtDetection),
      currency,
    ),
    lossAtCutOff: money(
      worst(({ lossAtCutOff }) => lossAtCutOff),
      currency,
    ),
    missed: results.flatMap(({ drill, missed }) =>
      missed === null ? [] : [{ scenario: drill.id, title: drill.title, why: missed }],
    ),
    scenarios,
    habits: calls > 0 ? 'stored-calls' : 'made-up',
    calls,
    estimated,
  }
}

const largest = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b)

function money(micros: number, currency: string): MoneyJson
function money(micros: number | null, currency: string): MoneyJson | null
function money(micros: number | null, currency: string): MoneyJson | null {
  return micros === null ? null : { micros, currency }
}

function scenarioOf(one: Drilled, currency: string): DrilledScenario {
  const { drill, alert } = one
  return {
    scenario: drill.id,
    title: drill.title,
    story: drill.story,
    kind: drill.kind,
    detectedAfterSeconds: one.detectedAfterMs === null ? null : one.detectedAfterMs / 1000,
    lossAtDetection: money(one.lossAtDetection, currency),
    lossAtCutOff: money(one.lossAtCutOff, currency),
    cutOffBy: one.cutOffBy,
    cutOffAfterSeconds: one.cutOffAfterMs === null ? null : one.cutOffAfterMs / 1000,
    lossUnseen: money(one.lossUnseen, currency),
    lastsSeconds: one.lastsMs / 1000,
    alert: alert && {
      account: alert.account,
      kind: alert.kind,
      score: Math.round(alert.score * 100),
      reasons: [...alert.reasons],
    },
    missed: one.missed,
  }
}
