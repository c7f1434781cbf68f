import type { ReactNode } from 'react'
import type { Tone } from '../words.ts'

/** A state in one or two words. The dot breathes while something is going on. */
export function Tag({ tone, live = false, children }: { tone: Tone; live?: boolean; children: ReactNode }) {
  return (
    <span className={`tag tone-${tone} ${live ? 'tag-live' : ''}`}>
      <span className="tag-dot" aria-hidden />
      {children}
    </span>
  )
}
