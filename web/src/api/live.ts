import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { LiveView } from '#contract'
import { address, request } from './client.ts'
import { type Place, sessionQuery } from './session.ts'

const at = ({ customer, site }: Place): string =>
  `/customers/${encodeURIComponent(customer)}/sites/${encodeURIComponent(site)}/live`

export interface LiveNow {
  /** Null when nothing of the site is followed, undefined before the first word. */
  readonly view: LiveView | null | undefined
  /** True when the server has said nothing for a while: what is shown may be old. */
  readonly stale: boolean
}

// The server repeats itself every ten seconds, so this is one word missed.
const quietAfter = 15_000
const againAfter = 3_000

/** Follows a site by server-sent events. A stream that broke off is opened again; silence is made visible. */
export function useLive(place: Place): LiveNow {
  const [view, setView] = useState<LiveView | null>()
  const [stale, setStale] = useState(false)
  const { customer, site } = place

  useEffect(() => {
    let quiet = setTimeout(setStale, quietAfter, true)
    let again: ReturnType<typeof setTimeout> | undefined
    let stream: EventSource
    const heard = (event: MessageEvent<string>) => {
      clearTimeout(quiet)
      quiet = setTimeout(setStale, quietAfter, true)
      setStale(false)
      setView(JSON.parse(event.data) as LiveView | null)
    }
    const open = () => {
      stream = new EventSource(address(`${at({ customer, site })}/events`))
      stream.addEventListener('live', heard)
      stream.addEventListener('error', () => {
        setStale(true)
        // The browser comes back by itself, unless it was answered with an error.
        if (stream.readyState === EventSource.CLOSED) again = setTimeout(open, againAfter)
      })
    }
    setView(undefined)
    open()
    return () => {
      clearTimeout(quiet)
      clearTimeout(again)
      stream.close()
    }
  }, [customer, site])

  return { view, stale }
}

export const hangUp = (place: Place, channels: readonly string[]) =>
  request<{ channels: number }>('POST', `${at(place)}/hang-up`, { channels })

/** Whether the person who is here may cut calls. */
export function useMayHangUp(): boolean {
  const { data } = useQuery(sessionQuery)
  return data?.person?.role === 'owner' || data?.person?.role === 'responder'
}
