import type { Context } from './context.ts'

/** Facts of each row of the numbering table as columns, so that a call costs no object look-ups. */
export interface DestinationTable {
  readonly cell: Int32Array
  readonly country: Int32Array
  readonly risk: Uint8Array
  readonly premium: Uint8Array
  readonly lookalike: Uint8Array
  readonly rural: Uint8Array
  readonly satellite: Uint8Array
  readonly tollFree: Uint8Array
  /** Dearer than an ordinary call even inside the own country. */
  readonly special: Uint8Array
}

/** The numbering table has fewer rows than this; a row beyond is "unknown". */
const ROWS = 65_536

type World = Pick<Context, 'numbering' | 'names'>

/** Whoever watches live looks many times a second, and the table takes milliseconds to make: one for each pair of its inputs. */
const made = new WeakMap<Context['names'], { of: Context['numbering']; table: DestinationTable }>()

/** A cell is what an account gets used to: a country's ordinary numbers together, each special class of it apart. */
export function destinationTable({ numbering, names }: World): DestinationTable {
  const before = made.get(names)
  if (before?.of === numbering) return before.table
  const table = makeTable({ numbering, names })
  made.set(names, { of: numbering, table })
  return table
}

function makeTable({ numbering, names }: World): DestinationTable {
  const table: DestinationTable = {
    cell: new Int32Array(ROWS),
    country: new Int32Array(ROWS),
    risk: new Uint8Array(ROWS),
    premium: new Uint8Array(ROWS),
    lookalike: new Uint8Array(ROWS),
    rural: new Uint8Array(ROWS),
    satellite: new Uint8Array(ROWS),
    tollFree: new Uint8Array(ROWS),
    special: new Uint8Array(ROWS),
  }
  for (let row = 0; row < numbering.rows; row++) fillRow(table, row, numbering.destination(row), names)
  return table
}

function fillRow(
  t: DestinationTable,
  row: number,
  d: ReturnType<Context['numbering']['destination']>,
  names: Context['names'],
): void {
  const ordinary = d.riskClass === 'ordinary' || d.riskClass === 'high-risk-country'
  const premium = d.type === 'premium' || d.riskClass === 'premium'
  t.country[row] = names.of(d.country)
  t.cell[row] = ordinary ? names.of(d.country) : names.of(`${d.country} ${d.riskClass}`)
  t.risk[row] = d.risk === 'high' ? 2 : d.risk === 'medium' ? 1 : 0
  t.premium[row] = premium ? 1 : 0
  t.lookalike[row] = d.riskClass === 'nanp-look-alike' ? 1 : 0
  t.rural[row] = d.riskClass === 'high-cost-domestic' ? 1 : 0
  t.satellite[row] = d.riskClass === 'satellite' || d.riskClass === 'international-network' ? 1 : 0
  t.tollFree[row] = d.type === 'toll-free' ? 1 : 0
  t.special[row] = ordinary ? 0 : 1
}
