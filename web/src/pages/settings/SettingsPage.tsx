import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { mayAnywhere, sessionQuery } from '../../api/session.ts'
import { settingsSections } from './sections.ts'
import './settings.css'

/** The frame round every page of settings. */
export function SettingsPage() {
  const { data: session } = useQuery(sessionQuery)
  const tabs = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })
  // On a phone not all of them fit: the one that is open is brought into view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change of page
  useEffect(() => {
    tabs.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [path, session])
  const shown = settingsSections.filter(
    ({ permission }) => permission === null || mayAnywhere(session, permission),
  )
  return (
    <div className="page-frame stack">
      <h1>Settings</h1>
      <nav ref={tabs} aria-label="Settings" className="tabs no-print">
        {shown.map(({ to, title }) => (
          <Link
            key={to}
            to={to}
            className="tab"
            activeProps={{ className: 'tab tab-here', 'aria-current': 'page' }}
          >
            {title}
          </Link>
        ))}
      </nav>
      <Outlet />
    </div>
  )
}
