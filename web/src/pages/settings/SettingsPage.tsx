import { Link, Outlet } from '@tanstack/react-router'
import { settingsSections } from './sections.ts'
import './settings.css'

/** The frame round every page of settings. */
export function SettingsPage() {
  return (
    <div className="page-frame stack">
      <h1>Settings</h1>
      <nav aria-label="Settings" className="tabs no-print">
        {settingsSections.map(({ to, title }) => (
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
