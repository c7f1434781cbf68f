import type { InvestigationProgress } from '#contract'

export interface Live {
  last(id: string): InvestigationProgress | null
  tell(id: string, progress: InvestigationProgress): void
  end(id: string): void
  /** Every progress from now on, slow listeners skip; null at the beginning and at the end: look into the store. */
  follow(id: string): AsyncIterable<InvestigationProgress | null>
}

/** What is going on at this moment, for those who watch; nothing here has to survive. */
export function createLive(): Live {
  const current = new Map<string, InvestigationProgress>()
  const watchers = new Map<string, Set<() => void>>()
  const wake = (id: string): void => {
    for (const go of watchers.get(id) ?? []) go()
  }
  return {
    last: (id) => current.get(id) ?? null,
    tell(id, progress) {
      current.set(id, progress)
      wake(id)
    },
    end(id) {
      current.delete(id)
      wake(id)
    },
    async *follow(id) {
      let go = (): void => undefined
      const poke = (): void => go()
      const set = watchers.get(id) ?? new Set()
      watchers.set(id, set)
      set.add(poke)
      try {
        yield null
        for (;;) {
          await new Promise<void>((resolve) => {
            go = resolve
          })
          yield current.get(id) ?? null
        }
      } finally {
        set.delete(poke)
        if (set.size === 0) watchers.delete(id)
      }
    },
  }
}
