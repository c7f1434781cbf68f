import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { InvestigationProgress } from '#contract'
import { eventsAddress } from './investigations.ts'
import type { Place } from './session.ts'

export interface Live {
  readonly progress: InvestigationProgress | null
  /** True when the server has said nothing for a while: what is shown may be old. */
  readonly stale: boolean
}

// The server repeats itself every ten seconds, so this is two words missed.
const quietAfter = 25_000

/** Follows one investigation by server-sent events. The browser reconnects by itself; silence is made visible. */
export function useLiveProgress(place: Place, id: string, running: boolean): Live {
  const [progress, setProgress] = useState<InvestigationProgress | null>(null)
  const [stale, setStale] = useState(false)
  const client = useQueryClient()
  const { customer, site } = place

  useEffect(() => {
    if (!running) return
    const stream = new EventSource(eventsAddress({ customer, site }, id))
    let quiet = setTimeout(setStale, quietAfter, true)
    const heard = (event: MessageEvent<string>) => {
      clearTimeout(quiet)
      quiet = setTimeout(setStale, quietAfter, true)
      setStale(false)
      const next = JSON.parse(event.data) as InvestigationProgress
      setProgress(next)
      if (next.phase !== 'done' && next.phase !== 'failed') return
      stream.close()
      void client.invalidateQueries({ queryKey: ['investigation', customer, site, id] })
      void client.invalidateQueries({ queryKey: ['investigations'] })
    }
    stream.addEventListener('message', heard)
    stream.addEventListener('progress', heard)
    stream.addEventListener('error', () => setStale(true))
    return () => {
      clearTimeout(quiet)
      stream.close()
    }
  }, [customer, site, id, running, client])

  return { progress, stale }
}
