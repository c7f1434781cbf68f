// biome-ignore-all lint/a11y/noRedundantRoles: Safari forgets what a table is once its display changes
import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import './Records.css'
import { type Order, sorted, turned } from './order.ts'
import { SortHead } from './SortHead.tsx'

export interface Column<T> {
  readonly title: string
  readonly cell: (row: T) => ReactNode
  readonly sort?: (row: T) => string | number
  /** Right-aligned tabular numerals. */
  readonly number?: boolean
  /** Takes the room that is left. */
  readonly wide?: boolean
  /** Names the row; the heading of its card on a phone. */
  readonly lead?: boolean
}

interface Props<T> {
  readonly label: string
  readonly rows: readonly T[]
  readonly columns: readonly Column<T>[]
  readonly keyOf: (row: T) => string
  /** All rows at once: the list comes in pages already. */
  readonly every?: boolean
}

const atFirst = 25

/** A table that sorts, and becomes cards where there is no room for a table. The roles outlive that change of layout. */
export function Records<T>({ label, rows, columns, keyOf, every = false }: Props<T>) {
  const [order, setOrder] = useState<Order | null>(null)
  const [all, setAll] = useState(every)
  const key = columns.find(({ title }) => title === order?.by)?.sort
  const shown = key && order ? sorted(rows, key, order.down) : rows
  const page = all ? shown : shown.slice(0, atFirst)
  return (
    <>
      <table className="records" aria-label={label} role="table">
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <SortHead
                key={column.title}
                title={column.title}
                number={column.number ?? false}
                order={order}
                turn={
                  column.sort
                    ? () => setOrder(turned(order, column.title, column.number ?? false))
                    : undefined
                }
              />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {page.map((row) => (
            <tr key={keyOf(row)} role="row">
              {columns.map((column) => (
                <td key={column.title} role="cell" data-title={column.title} className={classOf(column)}>
                  <div>{column.cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > page.length && (
        <div>
          <Button variant="default" size="sm" onClick={() => setAll(true)}>
            Show all {rows.length}
          </Button>
        </div>
      )}
    </>
  )
}

const classOf = <T,>({ number, wide, lead }: Column<T>): string =>
  [number ? 'records-number' : '', wide ? 'records-wide' : '', lead ? 'records-lead' : ''].join(' ').trim()
