import { createRowScanner, fieldOf } from '../rows.ts'
import type { Head } from './format.ts'

const LOOKED_AT = 40

/** Splits the beginning of a file the way a separated-values reader will. */
export function headOf(text: string): Head {
  const lines: string[] = []
  for (let at = 0; at < text.length && lines.length < LOOKED_AT; ) {
    const end = text.indexOf('\n', at)
    const line = text.slice(at, end < 0 ? Math.min(text.length, at + 65_536) : end).replace(/\r$/, '')
    if (line.trim() !== '') lines.push(line)
    at = end < 0 ? text.length : end + 1
  }
  const delimiter = delimiterOf(lines)
  const rows: string[][] = []
  const scanner = createRowScanner(delimiter, {
    row(row) {
      if (rows.length < LOOKED_AT)
        rows.push(Array.from({ length: row.count }, (_, i) => fieldOf(row, i).trim()))
    },
    reject: () => undefined,
  })
  scanner.push(lines.map((line) => `${line}\n`).join(''))
  scanner.end()
  return { text, lines, delimiter, rows, header: (rows[0] ?? []).map(plainName) }
}

/** "Start Time", "start_time" and "StartTime" are one name. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[\s_\-.()"]/g, '')

/** The separator that occurs most often outside quotes in the first lines. */
function delimiterOf(lines: readonly string[]): string {
  let best = ','
  let most = 0
  const bare = lines
    .slice(0, 10)
    .join('\n')
    .replace(/"(?:[^"]|"")*"/g, '')
  for (const c of [',', ';', '\t', '|']) {
    const count = bare.split(c).length - 1
    if (count > most) {
      most = count
      best = c
    }
  }
  return best
}

/** Position of the first of the names that the header has, -1 when none. */
export function columnOf(header: readonly string[], ...names: readonly string[]): number {
  for (const name of names) {
    const at = header.indexOf(name)
    if (at >= 0) return at
  }
  return -1
}
