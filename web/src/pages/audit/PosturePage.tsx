import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { AuditView } from '#contract'
import { auditQuery } from '../../api/audits.ts'
import { type Place, usePlace } from '../../api/session.ts'
import { Doors } from './Doors.tsx'
import { Drift } from './Drift.tsx'
import { Fixes } from './Fixes.tsx'
import { LastAudits } from './LastAudits.tsx'
import { Loaded } from './Loaded.tsx'
import { Score } from './Score.tsx'
import { Unknowns } from './Unknowns.tsx'
import { useAuditId } from './use-audit.ts'

/** How the site stands: one number with what holds it down, and what to do about it. */
export function PosturePage() {
  const place = usePlace()
  useEffect(() => {
    document.title = 'Posture · Audit · Ringfence'
  }, [])
  return place && <Posture place={place} />
}

function Posture({ place }: { place: Place }) {
  const query = useQuery(auditQuery(place, useAuditId()))
  return (
    <Loaded query={query} what="Loading the audit">
      {(audit) => <Whole place={place} audit={audit} />}
    </Loaded>
  )
}

function Whole({ place, audit }: { place: Place; audit: AuditView }) {
  return (
    <div className="stack">
      <Score audit={audit} />
      <Doors audit={audit} />
      <Fixes audit={audit} />
      {audit.drift && <Drift place={place} drift={audit.drift} />}
      <Unknowns audit={audit} />
      <LastAudits place={place} shown={audit.id} />
    </div>
  )
}
