import type { NoticeView } from '#contract'
import type { Place } from '#core/incidents'
import type { TimelineSource } from './timeline.ts'

/** Notices of an incident, by the name the watcher or the room gave it. */
export type NoticesOf = (
  place: Place,
  incident: string,
) => Promise<{
  readonly notices: readonly NoticeView[]
  readonly telling?: { readonly data: readonly string[] } | null
}>

/** Who was told, and what became of it; alerts that joined later brought their own. */
export const fromNotices =
  (list: NoticesOf): TimelineSource =>
  async ({ incident, standing }) => {
    const names = new Set([incident.id, ...[...standing.alerts.values()].map((alert) => alert.incident)])
    const told = await Promise.all([...names].map((name) => list(incident, name)))
    return told
      .flatMap(({ notices }) => notices)
      .map(({ id, name, stage, state, createdAt, createdBy, sentAt }) => ({
        id: `notice-${id}`,
        at: Date.parse(sentAt ?? createdAt),
        kind: 'notice' as const,
        title: `Notice to ${name}: ${state}`,
        detail: stage,
        by: createdBy,
      }))
  }
