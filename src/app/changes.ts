/** Tells those who wait that something with a name changed; nothing here has to survive. */
export interface Changes {
  tell(name: string): void
  /** Once at the beginning, then after each change; changes that come while the listener is busy are one. */
  follow(name: string): AsyncIterable<void>
}

export function createChanges(): Changes {
  const listeners = new Map<string, Set<() => void>>()
  return {
    tell(name) {
      for (const wake of listeners.get(name) ?? []) wake()
    },
    async *follow(name) {
      let go = (): void => undefined
      let fresh = true
      const wake = (): void => {
        fresh = true
        go()
      }
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set)
      set.add(wake)
      try {
        for (;;) {
          if (!fresh)
            await new Promise<void>((resolve) => {
              go = resolve
            })
          fresh = false
          yield
        }
      } finally {
        set.delete(wake)
        if (set.size === 0) listeners.delete(name)
      }
    },
  }
}
