import type { Rater } from '../model.ts'
import type { Measure } from './classify.ts'
import type { InvoiceLine } from './model.ts'
import { eachPair, type Pairing } from './pairing.ts'
import { spellingOf } from './spelling.ts'

/** Learns from the pairs what on this invoice is writing and what is a difference. */
export function measureOf(lines: readonly InvoiceLine[], pairs: Pairing, rater: Rater): Measure {
  return { rater, rounding: roundingOf(lines), ...lengthsOf(pairs), isSpelt: spellingOf(pairs) }
}

/** Just less than one of the finest decimal on the invoice, since some round up: cents give 9,999 micro-units. */
function roundingOf(lines: readonly InvoiceLine[]): number {
  let unit = 10_000
  while (unit > 1 && lines.some((line) => line.micros % unit !== 0)) unit /= 10
  return Math.max(1, unit - 1)
}

/**
 * `grain`: seconds that nearly all lengths which agree at all agree within; two where there are too few to say. Calls
 * above a minute tell: a share added to those is more than the ends of a call can explain.
 * `statesLengths`: whether the lengths on the invoice are those of the calls. Some carriers count from the setup, and then a
 * length says nothing; where they agree on many calls, a longer one is wrong whether it costs something or not.
 */
function lengthsOf(pairs: Pairing): Pick<Measure, 'grain' | 'statesLengths'> {
  const most = 2
  const enough = 20
  const over = [0, 0, 0]
  let [given, agree, long] = [0, 0, 0]
  eachPair(pairs, (line, call) => {
    if (line.durationSeconds < 0) return
    given++
    const longer = line.durationSeconds - call.billableSeconds
    if (Math.abs(longer) > most) return
    agree++
    if (call.billableSeconds < 60) return
    long++
    const at = Math.max(0, longer)
    over[at] = (over[at] ?? 0) + 1
  })
  const statesLengths = given > 0 && agree >= given / 5
  if (long < enough) return { grain: most, statesLengths }
  const [none = 0, one = 0] = over
  const nearly = long * 0.97
  return { grain: none >= nearly ? 0 : none + one >= nearly ? 1 : most, statesLengths }
}
