// biome-ignore-all lint/a11y/noRedundantRoles: Safari forgets what a table is once its display changes
import type { Order } from './order.ts'
import './Records.css'

interface Props {
  readonly title: string
  readonly number: boolean
  readonly order: Order | null
  readonly turn: (() => void) | undefined
}

/** A column's head; a button where the column sorts. */
export function SortHead({ title, number, order, turn }: Props) {
  const here = order?.by === title
  const direction = order?.down ? 'descending' : 'ascending'
  return (
    <th
      role="columnheader"
      scope="col"
      className={number ? 'records-number' : undefined}
      aria-sort={here ? direction : undefined}
    >
      {turn ? (
        <button type="button" className="sort" onClick={turn}>
          {title}
          <span aria-hidden className={here ? 'sort-mark' : 'sort-mark sort-mark-idle'}>
            {here && !order.down ? '↑' : '↓'}
          </span>
        </button>
      ) : (
        title
      )}
    </th>
  )
}
