// biome-ignore-all lint/a11y/noRedundantRoles: Safari forgets what a table is once its display changes
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react'
import './LongTable.css'
import { type Order, turned } from './order.ts'
import { SortHead } from './SortHead.tsx'

export interface LongColumn<T> {
  readonly title: string
  readonly cell: (row: T) => ReactNode
  /** A track of CSS grid: "120px", "minmax(160px, 1fr)". */
  readonly width: string
  /** Which end comes first when it is sorted by; not given: does not sort. */
  readonly sort?: 'up' | 'down'
  readonly number?: boolean
  /** Names the row: the heading of its card on a phone. */
  readonly lead?: boolean
  /** Left out of the card on a phone. */
  readonly extra?: boolean
}

interface Props<T> {
  readonly label: string
  readonly rows: readonly T[]
  readonly columns: readonly LongColumn<T>[]
  readonly keyOf: (row: T) => string
  readonly order: Order | null
  readonly setOrder?: (order: Order) => void
  /** Asked for when the last rows come into view. */
  readonly nearEnd?: () => void
  readonly none: ReactNode
  /** Rows there are in all, when not every one is loaded. */
  readonly total?: number | undefined
}

/** A table of any length: only the rows in view exist. Cards where there is no room for a table. */
export function LongTable<T>({
  label,
  rows,
  columns,
  keyOf,
  order,
  setOrder,
  nearEnd,
  none,
  total,
}: Props<T>) {
  const box = useRef<HTMLElement>(null)
  const view = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => 49,
    overscan: 10,
    getItemKey: (index) => (rows[index] === undefined ? index : keyOf(rows[index])),
  })
  const items = view.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 40) nearEnd?.()
  }, [last, rows.length, nearEnd])
  const grid = { '--tracks': columns.map(({ width }) => width).join(' ') } as CSSProperties
  return (
    <section
      ref={box}
      className={rows.length <= 8 ? 'long long-few' : 'long'}
      aria-label={`${label}, scrolls`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
      tabIndex={0}
    >
      <table role="table" aria-label={label} aria-rowcount={(total ?? rows.length) + 1}>
        <thead role="rowgroup" className="long-head">
          <tr role="row" aria-rowindex={1} className="long-line" style={grid}>
            {columns.map(({ title, number = false, sort }) => (
              <SortHead
                key={title}
                title={title}
                number={number}
                order={order}
                turn={sort && setOrder ? () => setOrder(turned(order, title, sort === 'down')) : undefined}
              />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="long-body" style={{ height: view.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index]
            return (
              row !== undefined && (
                <tr
                  key={item.key}
                  ref={view.measureElement}
                  data-index={item.index}
                  role="row"
                  aria-rowindex={item.index + 2}
                  className="long-line long-row"
                  style={{ ...grid, transform: `translateY(${item.start}px)` }}
                >
                  {columns.map((column) => (
                    <td key={column.title} role="cell" data-title={column.title} className={classOf(column)}>
                      <div>{column.cell(row)}</div>
                    </td>
                  ))}
                </tr>
              )
            )
          })}
        </tbody>
      </table>
      {rows.length === 0 && <div className="long-none soft">{none}</div>}
    </section>
  )
}

const classOf = <T,>({ number, lead, extra }: LongColumn<T>): string =>
  [number ? 'records-number' : '', lead ? 'long-lead' : '', extra ? 'long-extra' : ''].join(' ').trim()
