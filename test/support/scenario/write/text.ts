import type { Scenario } from '../generate.ts'
import type { SimCall } from '../model.ts'
import type { Rng } from '../prng.ts'
import { costOf } from '../truth.ts'

export interface WrittenFile {
  name: string
  text: string
}

/** A scenario as one switch would have written it. */
export interface Written {
  files: WrittenFile[]
  /** The PBX's own id of each call that stands in the files, as flaggedCalls.id must give it. */
  ids: Map<SimCall, string>
  /** Every id of every row of a call; legs of one conversation may be known by any of theirs. */
  rowIds: Map<string, SimCall>
  /** Data rows, repeated ones included, and how many of them only repeat. */
  rows: number
  duplicates: number
  /** Fraud as far as these files show it: calls still up are priced up to the end where the format has them. */
  exposureMicros: number
  /** Column mapping of the generic CSV. */
  mapping?: unknown
}

/** A line of a file and when the switch wrote it. */
export interface Row {
  at: number
  text: string
}

export const csvText = (value: string): string => `"${value.replaceAll('"', '""')}"`
export const csvBare = (value: string): string => (/[",\n]/.test(value) ? csvText(value) : value)

/** Rows as they came to be written, some of them twice, the last one cut off. */
export function layDown(
  rows: Row[],
  rng: Rng,
  quirks: boolean,
  eol = '\n',
): { text: string; duplicates: number; rows: number } {
  rows.sort((a, b) => a.at - b.at)
  const out: string[] = []
  let duplicates = 0
  const repeat = quirks && rng.chance(0.5)
  for (const row of rows) {
    out.push(row.text)
    if (repeat && rng.chance(0.0005)) {
      out.push(row.text)
      duplicates++
    }
  }
  return { text: out.length === 0 ? '' : out.join(eol) + eol, duplicates, rows: out.length }
}

/** A line that the switch was still writing. */
export const cutLine = (line: string): string => line.slice(0, Math.floor(line.length * 0.4))

/** Sum over the fraud calls that stand in the files. */
export function exposureOf(scenario: Scenario, ids: ReadonlyMap<SimCall, string>, now = Number.NaN): number {
  const cost = costOf(scenario.world)
  let sum = 0
  for (const call of ids.keys()) {
    if (!call.fraud) continue
    const seconds = call.end > now ? Math.max(0, Math.floor((now - call.answer) / 1000)) : call.seconds
    sum += cost(call, seconds)
  }
  return sum
}

/** Calls whose record a switch has written by the end of the file: only what is over. */
export function finished(scenario: Scenario): SimCall[] {
  return scenario.calls.filter((call) => !call.carrierOnly && call.end < scenario.until)
}
