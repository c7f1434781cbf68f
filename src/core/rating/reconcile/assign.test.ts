import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assign, createEdges } from './assign.ts'

const forbidden = Number.POSITIVE_INFINITY

describe('assignment', () => {
  it('is the cheapest of all that pair as many as possible', () => {
    const cell = fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 50 }) },
      { weight: 1, arbitrary: fc.constant(forbidden) },
    )
    const matrix = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      )
    fc.assert(
      fc.property(matrix, (costs) => {
        const width = costs[0]?.length ?? 0
        const at = (row: number, column: number) => costs[row]?.[column] ?? forbidden
        const edges = createEdges()
        for (const [row, cells] of costs.entries())
          for (const [column, cost] of cells.entries()) if (cost !== forbidden) edges.add(row, column, cost)
        let value = 1e6 * costs.length
        assign(edges, { rows: costs.length, columns: width }, (_row, _column, cost) => {
          value += cost - 1e6
        })
        const best = (row: number, free: number[]): number => {
          if (row === costs.length) return 0
          const taken = free.map(
            (column) =>
              at(row, column) +
              best(
                row + 1,
                free.filter((other) => other !== column),
              ),
          )
          return Math.min(1e6 + best(row + 1, free), ...taken)
        }
        expect(value).toBe(best(0, [...Array(width).keys()]))
      }),
      { numRuns: 500 },
    )
  })
})
