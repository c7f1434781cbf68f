import type { Standing } from './fold.ts'
import type { AuditSeen, World } from './world.ts'

/** What the newest audit of the site says of some areas; null when it does not count for this incident. */
export interface Audited {
  readonly clean: boolean
  /** One sentence. */
  readonly says: string
}

const MANY = 3

/**
 * Reads the newest audit for areas of checks. It counts when it was made after the incident was last contained: what the site
 * looked like before says nothing of what was mended. Accepted risks do not count as open.
 */
export function auditedIn(
  areas: readonly string[] | null,
  severities: readonly string[],
  { standing, world }: { readonly standing: Standing; readonly world: World },
): Audited | null {
  const { audit } = world
  if (!audit || !isAfterContainment(audit, standing)) return null
  const assessed = areas === null || areas.some((area) => audit.assessed.includes(area))
  if (!assessed) return null
  const open = audit.open.filter(
    ({ area, severity }) => (areas === null || areas.includes(area)) && severities.includes(severity),
  )
  if (open.length === 0)
    return { clean: true, says: `The audit after containment found nothing ${severities.join(' or ')} here.` }
  const names = open.slice(0, MANY).map(({ title }) => `“${title}”`)
  const more = open.length > MANY ? ` and ${open.length - MANY} more` : ''
  return { clean: false, says: `The audit after containment still finds ${names.join(', ')}${more}.` }
}

function isAfterContainment({ at }: AuditSeen, { state, entered }: Standing): boolean {
  const contained = entered.contained
  return state !== 'open' && contained !== undefined && at >= contained
}
