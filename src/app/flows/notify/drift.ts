import type { Place } from '#core/incidents'
import type { Facts, NoticeCase, Severity } from '#core/notices'
import { newCase, openFolder } from './draft.ts'
import type { NotifyPorts } from './ports.ts'
import { letters } from './tell.ts'

const BY = 'system:audit'

/** Tells those who look after the telephones that an audit found something new. Nobody is asked to acknowledge it. */
export async function tellDrift(
  ports: NotifyPorts,
  place: Place,
  {
    audit,
    severity,
    lines,
  }: { readonly audit: string; readonly severity: Severity; readonly lines: readonly string[] },
): Promise<void> {
  const { plan } = await ports.store.plan(place)
  const contacts = (plan?.contacts ?? []).filter(
    ({ stakeholder }) => stakeholder === 'it-leadership' || stakeholder === 'managed-it',
  )
  if (contacts.length === 0) return
  const now = ports.now()
  const folder = await openFolder(ports, place, audit, factsOf(place, audit, severity, now))
  // Closed from the beginning: nothing goes on, and nobody is reminded of it.
  const kept: NoticeCase = { ...newCase(folder, now), closedAt: now }
  await ports.store.step(kept, letters(ports, folder, contacts, 'drift', '1', BY, lines.join('\n')), [])
}

const factsOf = (place: Place, incident: string, severity: Severity, now: number): Facts => ({
  ...place,
  incident,
  title: 'The audit found something new',
  kind: 'other',
  severity,
  began: now,
  noticed: now,
  ended: now,
  accounts: [],
  lost: null,
  perMinute: null,
  data: [],
  parts: {},
})
