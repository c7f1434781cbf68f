/** What has come and was not fetched yet. */
export interface Inbox<T> {
  put(item: T): void
  /** Nothing more will come. */
  end(): void
  /** The next; null: nothing in time, or ended. */
  next(waitMs: number): Promise<T | null>
}

export function createInbox<T>(): Inbox<T> {
  const items: T[] = []
  let ended = false
  let wake: (() => void) | null = null
  return {
    put(item) {
      items.push(item)
      wake?.()
    },
    end() {
      ended = true
      wake?.()
    },
    async next(waitMs) {
      if (items.length === 0 && !ended)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, waitMs)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      wake = null
      return items.shift() ?? null
    },
  }
}
