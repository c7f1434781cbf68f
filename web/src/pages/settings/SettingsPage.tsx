import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { mayAnywhere, sessionQuery } from '../../api/session.ts'
import { useOpenTab } from '../../components/open-tab.ts'
import { settingsSections } from './sections.ts'
import './settings.css'

/** The frame round every page of settings. */
export function SettingsPage() {
  const { data: session } = useQuery(sessionQuery)
  const tabs = useOpenTab<HTMLElement>(session)
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
