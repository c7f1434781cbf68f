import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { auditQuery } from '../../api/audits.ts'
import { ApiProblem } from '../../api/client.ts'
import type { Place } from '../../api/session.ts'
import { useZone } from '../../api/sites.ts'
import { Moment } from '../../components/Moment.tsx'
import { useOpenTab } from '../../components/open-tab.ts'
import { PlacePage } from '../../components/PlacePage.tsx'
import '../settings/settings.css'
import './audit.css'
import { Downloads } from './Downloads.tsx'
import { useAuditId } from './use-audit.ts'
import { namesWords } from './words.ts'

const parts = [
  { to: '/audit', title: 'Posture' },
  { to: '/audit/findings', title: 'Findings' },
  { to: '/audit/reach', title: 'Reach' },
  { to: '/audit/devices', title: 'Devices' },
  { to: '/audit/new', title: 'New audit' },
] as const

/** The frame round every page about the audit of a site. */
export function AuditPage() {
  return (
    <PlacePage title="Audit" about="What is weak here, who can reach what, and what to mend first.">
      {(place) => <Frame key={`${place.customer}/${place.site}`} place={place} />}
    </PlacePage>
  )
}

function Frame({ place }: { place: Place }) {
  const tabs = useOpenTab<HTMLElement>()
  const path = useRouterState({ select: (state) => state.location.pathname })
  return (
    <div className="stack audit">
      <nav ref={tabs} aria-label="Audit" className="tabs no-print">
        {parts.map(({ to, title }) => (
          <Link
            key={to}
            to={to}
            search={(before) => (before.audit ? { audit: before.audit } : {})}
            className="tab"
            activeOptions={{ exact: to === '/audit', includeSearch: false }}
            activeProps={{ className: 'tab tab-here', 'aria-current': 'page' }}
          >
            {title}
          </Link>
        ))}
      </nav>
      {path !== '/audit/new' && <Which place={place} />}
      <Outlet />
    </div>
  )
}

/** Which audit is shown, and of what. */
function Which({ place }: { place: Place }) {
  const id = useAuditId()
  const zone = useZone(place)
  const { data, error } = useQuery(auditQuery(place, id))
  if (error instanceof ApiProblem && error.code === 'audit-unknown') return null
  if (!data) return <p className="faint audit-which"> </p>
  const { at, source } = data
  return (
    <div className="row-apart audit-which">
      <p className="faint">
        {id === 'latest' ? 'The latest audit' : 'An earlier audit'}, <Moment at={at} zone={zone} />, of{' '}
        <span title={source.names.join('\n')}>{namesWords(source.names)}</span>
        {source.kind === 'connections' && ', as connected'}.{' '}
        {id !== 'latest' && (
          <Link to="." search={{}}>
            Show the latest
          </Link>
        )}
      </p>
      <Downloads place={place} id={id} />
    </div>
  )
}
