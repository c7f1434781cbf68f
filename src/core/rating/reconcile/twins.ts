import type { InvoiceLine } from './model.ts'
import { numberKey } from './same-number.ts'

/** Lines to one number this close and of one length may be one call billed twice. */
const twice = 5_000

/**
 * For each line the position of the earlier one it repeats, -1 for none. Whether the carrier billed one call twice or
 * there were two calls alike, the calls decide.
 */
export function twinsOf(lines: readonly InvoiceLine[]): Int32Array {
  const at = (i: number): number => (lines[i] as InvoiceLine).startedAt
  const first = new Int32Array(lines.length).fill(-1)
  // The sort is stable: of two at one instant the one further down the invoice is the repetition.
  const order = lines.map((_, i) => i).sort((a, b) => at(a) - at(b))
  const recent = new Map<number, number>()
  let oldest = 0
  for (const i of order) {
    for (; at(order[oldest] as number) < at(i) - twice; oldest++) {
      const key = keyOf(lines[order[oldest] as number] as InvoiceLine)
      if (recent.get(key) === order[oldest]) recent.delete(key)
    }
    const key = keyOf(lines[i] as InvoiceLine)
    const before = recent.get(key)
    if (before === undefined || !alike(lines[i] as InvoiceLine, lines[before] as InvoiceLine))
      recent.set(key, i)
    else first[i] = before
  }
  return first
}

const keyOf = (line: InvoiceLine): number =>
  numberKey(line.to) * 100_000 + (Math.max(0, line.durationSeconds) % 100_000)

function alike(a: InvoiceLine, b: InvoiceLine): boolean {
  const length = a.durationSeconds === b.durationSeconds && a.billedSeconds === b.billedSeconds
  return length && a.to === b.to && (a.from === b.from || a.from === '' || b.from === '')
}
