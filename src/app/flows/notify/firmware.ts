import type { Place } from '#core/incidents'
import type { Facts, NoticeCase } from '#core/notices'
import { newCase, openFolder } from './draft.ts'
import type { NotifyPorts } from './ports.ts'
import { letters } from './tell.ts'

const BY = 'system:audit'

/** A model that is not all at its firmware while the last day is near, or past. */
export interface LateFirmware {
  readonly id: string
  readonly due: string
  /** Which reminder this is: each is sent once. */
  readonly step: string
  readonly line: string
}

/** Reminds those who look after the telephones of firmware that is to be brought up. Nobody is asked to acknowledge it. */
export async function tellFirmware(
  ports: NotifyPorts,
  place: Place,
  { id, due, step, line }: LateFirmware,
): Promise<void> {
  const { plan } = await ports.store.plan(place)
  const contacts = (plan?.contacts ?? []).filter(
    ({ stakeholder }) => stakeholder === 'it-leadership' || stakeholder === 'managed-it',
  )
  if (contacts.length === 0) return
  const now = ports.now()
  const incident = `firmware-${id}`
  const [folder, sent] = await Promise.all([
    openFolder(ports, place, incident, factsOf(place, incident, now)),
    ports.store.list(place, incident),
  ])
  const known = new Set(sent.map(({ key }) => key))
  const queued = letters(ports, folder, contacts, 'firmware', `${due}-${step}`, BY, line).filter(
    ({ notice }) => !known.has(notice.key),
  )
  if (queued.length === 0) return
  const kept: NoticeCase = folder.kept ?? { ...newCase(folder, now), closedAt: now }
  await ports.store.step(kept, queued, [])
}

const factsOf = (place: Place, incident: string, now: number): Facts => ({
  ...place,
  incident,
  title: 'Firmware to be brought up',
  kind: 'other',
  severity: 'medium',
  began: now,
  noticed: now,
  ended: now,
  accounts: [],
  lost: null,
  perMinute: null,
  data: [],
  parts: {},
})
