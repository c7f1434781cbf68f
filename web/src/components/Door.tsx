import type { ReactNode } from 'react'
import { Mark } from './Mark.tsx'
import './Door.css'

/** The frame of the pages before one is inside: first set-up, sign-in, dead ends. */
export function Door({
  title,
  intro,
  children,
  footer,
}: {
  title: string
  intro?: ReactNode
  children?: ReactNode
  footer?: ReactNode
}) {
  return (
    <main className="door">
      <div className="door-card">
        <p className="door-brand">
          <Mark /> Ringfence
        </p>
        <div className="stack-tight">
          <h1>{title}</h1>
          {intro && <div className="soft">{intro}</div>}
        </div>
        {children}
      </div>
      {footer && <div className="door-footer faint">{footer}</div>}
    </main>
  )
}
