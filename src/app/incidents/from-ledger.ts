import type { LedgerEntry } from '#core/evidence'
import type { Place } from '#core/incidents'
import type { TimelineSource } from './timeline.ts'

const DAY = 86_400_000

/** What was done at the site since the day before: controls, investigations, settings, exports. Entries tell themselves. */
export const fromLedger =
  (acts: (place: Place, since: number) => Promise<readonly LedgerEntry[]>): TimelineSource =>
  async ({ incident, standing }) =>
    (await acts(incident, standing.opened.at - DAY))
      .filter(({ action }) => !action.startsWith('incident.') && !action.startsWith('notice.'))
      .map(({ seq, at, actor, action, detail }) => ({
        id: `act-${seq}`,
        at,
        kind: action.startsWith('control.') ? ('control' as const) : ('act' as const),
        title: action.replaceAll(/[-.]/g, ' ').replace(/^./, (first) => first.toUpperCase()),
        detail: Object.entries(detail)
          .filter(([, value]) => typeof value !== 'object' && value !== '')
          .map(([name, value]) => `${name} ${value}`)
          .join(', '),
        by: actor,
      }))
