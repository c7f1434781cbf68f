interface Edge {
  readonly row: number
  readonly column: number
  readonly cost: number
}

/** Rows and columns that may be paired, at a cost of 0 or more: columns of numbers, because a large invoice has millions. */
export interface Edges {
  readonly length: number
  add(row: number, column: number, cost: number): void
  at(i: number): Edge
}

export function createEdges(): Edges {
  let rows = new Int32Array(1024)
  let columns = new Int32Array(1024)
  let costs = new Float64Array(1024)
  let length = 0
  const grown = <T extends Int32Array | Float64Array>(old: T, made: T): T => {
    made.set(old)
    return made
  }
  return {
    get length() {
      return length
    },
    add(row, column, cost) {
      if (length === rows.length) {
        rows = grown(rows, new Int32Array(2 * length))
        columns = grown(columns, new Int32Array(2 * length))
        costs = grown(costs, new Float64Array(2 * length))
      }
      rows[length] = row
      columns[length] = column
      costs[length++] = cost
    },
    at: (i) => ({ row: rows[i] as number, column: columns[i] as number, cost: costs[i] as number }),
  }
}

const forbidden = Number.POSITIVE_INFINITY
/** Costs more than any pairs, so that as many as possible are paired before it is asked how well. */
const alone = 1e7
/** A part of more edges takes the cheapest pair first: the exact way grows with the cube and would take seconds. */
const EXACT = 1000

/**
 * Pairs rows with columns, as many as possible and then at the least total cost (Hungarian method), and visits each pair. What no
 * edge joins is solved apart, so the cost follows the largest crowd, not the whole.
 */
export function assign(
  edges: Edges,
  { rows, columns }: { readonly rows: number; readonly columns: number },
  visit: (row: number, column: number, cost: number) => void,
): void {
  const [atRow, atColumn] = [new Uint32Array(rows), new Uint32Array(columns)]
  for (let i = 0; i < edges.length; i++) {
    const { row, column } = edges.at(i)
    atRow[row] = (atRow[row] as number) + 1
    atColumn[column] = (atColumn[column] as number) + 1
  }
  const crowded: Edge[] = []
  for (let i = 0; i < edges.length; i++) {
    const edge = edges.at(i)
    // Nearly all lines have one call and nearly all calls one line: those need no thought.
    if (atRow[edge.row] === 1 && atColumn[edge.column] === 1) visit(edge.row, edge.column, edge.cost)
    else crowded.push(edge)
  }
  for (const part of partsOf(crowded))
    for (const { row, column, cost } of part.length <= EXACT ? exact(part) : greedy(part))
      visit(row, column, cost)
}

/** Edges by the part of the graph they are in: union and find over rows, which are even, and columns, which are odd. */
function partsOf(edges: readonly Edge[]): Iterable<Edge[]> {
  const parent = new Map<number, number>()
  const find = (node: number): number => {
    let at = node
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) {
      parent.set(at, parent.get(up) ?? up)
      at = up
    }
    return at
  }
  for (const { row, column } of edges) parent.set(find(2 * row), find(2 * column + 1))
  const parts = new Map<number, Edge[]>()
  for (const edge of edges) {
    const root = find(2 * edge.row)
    const part = parts.get(root)
    if (part) part.push(edge)
    else parts.set(root, [edge])
  }
  return parts.values()
}

function greedy(part: Edge[]): Edge[] {
  const rows = new Set<number>()
  const columns = new Set<number>()
  return part
    .sort((a, b) => a.cost - b.cost)
    .filter(({ row, column }) => {
      if (rows.has(row) || columns.has(column)) return false
      rows.add(row)
      columns.add(column)
      return true
    })
}

function exact(part: readonly Edge[]): Edge[] {
  const rows = [...new Set(part.map(({ row }) => row))]
  const columns = [...new Set(part.map(({ column }) => column))]
  const [rowOf, columnOf] = [positions(rows), positions(columns)]
  const best = new Map<number, Edge>()
  for (const edge of part) {
    const cell = (rowOf.get(edge.row) ?? 0) * columns.length + (columnOf.get(edge.column) ?? 0)
    const before = best.get(cell)
    if (!before || edge.cost < before.cost) best.set(cell, edge)
  }
  const cost = (row: number, column: number): number =>
    best.get(row * columns.length + column)?.cost ?? forbidden
  return optimal(rows.length, columns.length, cost).flatMap((column, row) =>
    column < 0 ? [] : (best.get(row * columns.length + column) ?? []),
  )
}

const positions = (nodes: readonly number[]): Map<number, number> =>
  new Map(nodes.map((node, i) => [node, i]))

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
