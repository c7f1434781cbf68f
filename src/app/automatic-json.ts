import type { AutomaticAct as ActJson } from '#contract'
import type { AutomaticAct } from '#core/response'

/** An automatic act as the public JSON. */
export function actJson(act: AutomaticAct): ActJson {
  const { customer: _, site: __, at, currency, perMinute, lostSoFar, reasons, what, controls, ...rest } = act
  return {
    ...rest,
    at: new Date(at).toISOString(),
    perMinute: { micros: perMinute, currency },
    lostSoFar: { micros: lostSoFar, currency },
    reasons: [...reasons],
    what: [...what],
    controls: [...controls],
  }
}
