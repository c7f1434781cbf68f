import { findingKey, severities } from '#core/audit'
import type { AuditSeen } from '#core/handling'
import type { Place } from '#core/incidents'
import type { AuditStore, StoredAudit } from '#core/sites'
import { findingsOf, reportIn } from '../audit-view.ts'

/** The newest audit of a site as its incidents see it: with the answers people gave, without what somebody answers for. */
export function auditSeenBy(
  store: Pick<AuditStore, 'list' | 'get' | 'risks' | 'attestations'>,
  now: () => number,
): (place: Place) => Promise<AuditSeen | null> {
  // A report is never changed, may be large, and every look at an incident asks for it.
  const read = new Map<string, StoredAudit>()
  const reportOf = async (place: Place, id: string): Promise<StoredAudit | null> => {
    const key = JSON.stringify([place.customer, place.site])
    const known = read.get(key)
    if (known?.id === id) return known
    const found = await store.get(place, id)
    if (found) read.set(key, found)
    return found
  }
  return async (place) => {
    const [head] = await store.list(place, 1)
    const audit = head ? await reportOf(place, head.id) : null
    if (!audit) return null
    const [risks, attestations] = await Promise.all([store.risks(place), store.attestations(place)])
    const accepted = new Set(risks.filter(({ until }) => until > now()).map(findingKey))
    const findings = findingsOf(reportIn(audit), attestations, now())
    const assessed = findings.filter(({ status }) => status === 'pass' || status === 'fail')
    return {
      id: audit.id,
      at: audit.at,
      assessed: [...new Set(assessed.map(({ area }) => area))],
      open: assessed
        .filter((finding) => finding.status === 'fail' && !accepted.has(findingKey(finding)))
        .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
        .map(({ area, severity, title }) => ({ area, severity, title })),
    }
  }
}
