import type { EntryData } from '#core/handling'
import type { Incident, Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import type { HandlePorts } from './ports.ts'
import { look, type Situation } from './situation.ts'

/** What is to be written down, and what changes of the record with it. */
export interface Decision {
  readonly entries: readonly EntryData[]
  readonly incident?: Partial<Pick<Incident, 'ended' | 'accounts' | 'exposure' | 'kind' | 'title'>>
}

const ATTEMPTS = 10

/** Decides on what stands now, and decides again when somebody was faster. */
export async function change(
  place: Place,
  id: string,
  by: string,
  ports: HandlePorts,
  decide: (situation: Situation) => Decision,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const situation = await look(place, id, ports)
    const { entries, incident } = decide(situation)
    if (entries.length === 0) return
    const at = ports.now()
    const written = await ports.store.append(
      place,
      id,
      situation.entries.length,
      entries.map((data) => ({ at, by, data })),
      incident,
    )
    if (!written) continue
    return ports.changed(place, id)
  }
  throw new DomainError(
    'incident-busy',
    'Others change this incident at the same moment',
    'Try again in a few seconds.',
  )
}
