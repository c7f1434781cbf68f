import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { Mark } from './Mark.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import './Shell.css'
import { SiteSwitcher } from './SiteSwitcher.tsx'
import { StepUp } from './StepUp.tsx'

/** The frame round every page of the console. */
export function Shell() {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page takes the focus, as a page load would
  useEffect(() => {
    if (!first.current) main.current?.focus({ preventScroll: true })
    first.current = false
  }, [path])

  return (
    <>
      <a className="skip no-print" href="#main">
        Skip to the page
      </a>
      <header className="shell-head no-print">
        <Link to="/investigations" className="shell-brand">
          <Mark />
          <span>Ringfence</span>
        </Link>
        <SiteSwitcher />
        <nav aria-label="Main" className="shell-nav">
          <Link
            to="/investigations"
            className="shell-link"
            activeProps={{ className: 'shell-link shell-link-here' }}
          >
            Investigations
          </Link>
          <Link
            to="/settings"
            className="shell-link"
            activeProps={{ className: 'shell-link shell-link-here' }}
          >
            Settings
          </Link>
        </nav>
        <PersonMenu />
      </header>
      <main id="main" ref={main} tabIndex={-1} className="shell-main">
        <Outlet />
      </main>
      <StepUp />
    </>
  )
}
