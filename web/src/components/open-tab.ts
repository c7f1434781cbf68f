import { useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

/** For a strip of tabs: on a phone not all of them fit, and the one that is open is brought into view. */
export function useOpenTab<T extends HTMLElement>(ready: unknown = true) {
  const tabs = useRef<T>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change of page, and when the tabs are there
  useEffect(() => {
    const show = () => {
      const strip = tabs.current
      const open = strip?.querySelector('[aria-current]')
      if (!strip || !open) return
      const ahead = open.getBoundingClientRect().left - strip.getBoundingClientRect().left
      // The strip alone: the page stays where it is.
      strip.scrollBy({ left: ahead - (strip.clientWidth - open.clientWidth) / 2 })
    }
    show()
    window.addEventListener('resize', show)
    return () => window.removeEventListener('resize', show)
  }, [path, ready])
  return tabs
}
