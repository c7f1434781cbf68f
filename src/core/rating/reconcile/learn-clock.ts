import { callsByNumber } from './calls-by-number.ts'
import type { BilledCall, Clock, InvoiceLine } from './model.ts'
import { numberKey, sameNumber } from './same-number.ts'

const QUARTER = 900_000
const HOUR = 3_600_000
/** Time zones reach from -12 to +14 hours; the difference of two may be larger, but not in practice. */
const furthest = 15 * HOUR
/** So many lines, spread over the invoice, are asked; so many calls for each. */
const ASKED = 20_000
const MOST = 300
/** Residues this close say the same. */
const close = 4_000

/** Residues of one shift, and how many of them agree. */
interface Vote {
  readonly shift: number
  readonly median: number
  readonly agree: number
}

/**
 * Learnt from pairs of the same number and about the same length: the whole quarter hour under which most residues
 * agree, whether times are those of the setup or of the answer, and an hour beside it where that explains what is left.
 */
export function learnClock(lines: readonly InvoiceLine[], calls: readonly BilledCall[]): Clock {
  const step = Math.max(1, Math.floor(lines.length / ASKED))
  const some = lines.filter((_, i) => i % step === 0)
  const keys = new Set(some.map((line) => numberKey(line.to)))
  const theirs = calls.filter((call) => call.billableSeconds > 0 && keys.has(numberKey(call.to)))
  const answer = learn(some, theirs, 'answer')
  const start = learn(some, theirs, 'start')
  return start.agree > answer.agree ? start.clock : answer.clock
}

function learn(
  lines: readonly InvoiceLine[],
  calls: readonly BilledCall[],
  base: Clock['base'],
): { clock: Clock; agree: number } {
  const index = callsByNumber(calls, base)
  const asked = lines.map((line) => residues(line, calls, index))
  const usual = best(asked, () => true)
  if (!usual) return { clock: { base, shifts: [0], skew: 0, jitter: 0 }, agree: 0 }
  const unexplained = asked.filter((found) => !explains(found, usual))
  const beside = best(unexplained, (shift) => Math.abs(shift - usual.shift) === HOUR)
  const second = beside && beside.agree >= 3 && Math.abs(beside.median - usual.median) <= close
  return {
    clock: {
      base,
      shifts: second ? [usual.shift, beside.shift] : [usual.shift],
      skew: usual.median,
      jitter: jitterOf(asked, usual),
    },
    agree: usual.agree + (second ? beside.agree : 0),
  }
}

/** For one line, the nearest residue for each shift that some call of its number would explain. */
function residues(
  line: InvoiceLine,
  calls: readonly BilledCall[],
  index: ReturnType<typeof callsByNumber>,
): Map<number, number> {
  const found = new Map<number, number>()
  let left = MOST
  index.within(line.to, line.startedAt - furthest, line.startedAt + furthest, (i, time) => {
    const call = calls[i] as BilledCall
    if (left-- <= 0 || !sameNumber(line.to, call.to)) return
    if (Math.abs(line.billedSeconds - call.billableSeconds) > 65) return
    const apart = line.startedAt - time
    const shift = Math.round(apart / QUARTER) * QUARTER
    const before = found.get(shift)
    if (before === undefined || Math.abs(apart - shift) < Math.abs(before)) found.set(shift, apart - shift)
  })
  return found
}

const explains = (found: ReadonlyMap<number, number>, { shift, median }: Vote): boolean =>
  Math.abs((found.get(shift) ?? Number.POSITIVE_INFINITY) - median) <= 2 * close

function best(asked: readonly ReadonlyMap<number, number>[], may: (shift: number) => boolean): Vote | null {
  const votes = new Map<number, number[]>()
  for (const found of asked) {
    for (const [shift, rest] of found) {
      if (!may(shift)) continue
      const rests = votes.get(shift)
      if (rests) rests.push(rest)
      else votes.set(shift, [rest])
    }
  }
  const ranked = [...votes].map(([shift, rests]) => ({ shift, ...densest(rests) }))
  ranked.sort((a, b) => b.agree - a.agree || Math.abs(a.shift) - Math.abs(b.shift))
  return ranked[0] ?? null
}

/** The most residues within a few seconds of each other, and their median. */
function densest(rests: number[]): { median: number; agree: number } {
  rests.sort((a, b) => a - b)
  let from = 0
  let most = { from: 0, to: 0 }
  for (let to = 0; to < rests.length; to++) {
    while ((rests[to] as number) - (rests[from] as number) > close) from++
    if (to - from > most.to - most.from) most = { from, to }
  }
  return { median: rests[(most.from + most.to) >> 1] ?? 0, agree: most.to - most.from + 1 }
}

function jitterOf(asked: readonly ReadonlyMap<number, number>[], { shift, median }: Vote): number {
  const off = asked
    .flatMap((found) => found.get(shift) ?? [])
    .map((rest) => Math.abs(rest - median))
    .filter((apart) => apart <= 30_000)
    .sort((a, b) => a - b)
  return off[Math.floor(off.length * 0.9)] ?? 0
}
