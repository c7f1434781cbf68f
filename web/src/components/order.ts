export interface Order {
  readonly by: string
  readonly down: boolean
}

/** A second click turns round; numbers start with the largest, words with the first. */
export const turned = (order: Order | null, by: string, down: boolean): Order =>
  order?.by === by ? { by, down: !order.down } : { by, down }

export function sorted<T>(rows: readonly T[], key: (row: T) => string | number, down: boolean): readonly T[] {
  const sign = down ? -1 : 1
  return [...rows].sort((a, b) => {
    const [left, right] = [key(a), key(b)]
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right)
    return sign * String(left).localeCompare(String(right), 'en', { numeric: true })
  })
}
