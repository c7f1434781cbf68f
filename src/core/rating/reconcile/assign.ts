/** Never chosen. */
export const forbidden = Number.POSITIVE_INFINITY

/** Costs more than any pairs, so that as many as possible are paired before it is asked how well. */
const alone = 1e7

/**
 * Pairs rows with columns, as many as possible and then at the least total cost (Hungarian method, cubic); -1 for a
 * row left alone. Above 150 rows or columns, where that would take seconds, the cheapest pair goes first.
 */
export function assign(
  rows: number,
  columns: number,
  cost: (row: number, column: number) => number,
): number[] {
  return rows > 150 || columns > 150 ? greedy(rows, columns, cost) : optimal(rows, columns, cost)
}

function greedy(rows: number, columns: number, cost: (row: number, column: number) => number): number[] {
  const pairs: [row: number, column: number, cost: number][] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const price = cost(row, column)
      if (price !== forbidden) pairs.push([row, column, price])
    }
  }
  pairs.sort((a, b) => a[2] - b[2])
  const chosen = new Array<number>(rows).fill(-1)
  const taken = new Set<number>()
  for (const [row, column] of pairs) {
    if (chosen[row] !== -1 || taken.has(column)) continue
    chosen[row] = column
    taken.add(column)
  }
  return chosen
}

/** Each row may also take one of `rows` dummy columns at the price of being alone. Potentials and paths as by Kuhn and Munkres. */
function optimal(rows: number, columns: number, cost: (row: number, column: number) => number): number[] {
  const width = columns + rows
  const price = (row: number, column: number): number =>
    Math.min(column <= columns ? cost(row - 1, column - 1) : alone, 10 * alone)
  const rowPotential = new Float64Array(rows + 1)
  const columnPotential = new Float64Array(width + 1)
  const rowOf = new Int32Array(width + 1)
  for (let row = 1; row <= rows; row++) {
    const from = new Int32Array(width + 1)
    const least = new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY)
    const done = new Uint8Array(width + 1)
    rowOf[0] = row
    let column = 0
    do {
      done[column] = 1
      column = step(column)
    } while (rowOf[column] !== 0)
    for (; column !== 0; column = from[column] as number)
      rowOf[column] = rowOf[from[column] as number] as number

    // Extends the tree of tight edges by its cheapest column and keeps the potentials feasible.
    function step(at: number): number {
      const here = rowOf[at] as number
      let delta = Number.POSITIVE_INFINITY
      let next = 0
      for (let j = 1; j <= width; j++) {
        if (done[j]) continue
        const slack = price(here, j) - (rowPotential[here] as number) - (columnPotential[j] as number)
        if (slack < (least[j] as number)) {
          least[j] = slack
          from[j] = at
        }
        if ((least[j] as number) < delta) {
          delta = least[j] as number
          next = j
        }
      }
      shift(delta)
      return next
    }

    function shift(delta: number): void {
      for (let j = 0; j <= width; j++) {
        if (done[j]) {
          rowPotential[rowOf[j] as number] = (rowPotential[rowOf[j] as number] as number) + delta
          columnPotential[j] = (columnPotential[j] as number) - delta
        } else least[j] = (least[j] as number) - delta
      }
    }
  }
  const chosen = new Array<number>(rows).fill(-1)
  for (let j = 1; j <= columns; j++) {
    const row = rowOf[j] as number
    if (row > 0 && cost(row - 1, j - 1) !== forbidden) chosen[row - 1] = j - 1
  }
  return chosen
}
