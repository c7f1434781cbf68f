import type { RetentionOrder, RetentionView } from '#contract'
import type { Place } from '#core/incidents'
import type { SiteSettings } from '#core/kernel'
import { cutoffsOf, type RetentionStore, retained } from '#core/sites'
import { actOf } from './kept.ts'

export interface RetentionPorts {
  readonly store: RetentionStore
  /** Throws for a place that is not there. */
  settings(place: Place): Promise<SiteSettings>
  sites(): Promise<readonly Place[]>
  /** The files that were sent for an investigation. */
  readonly uploads: { remove(investigation: string): Promise<void> }
  now(): number
}

/** What of a site is past its time, by its settings, and its end. */
export interface RetentionDesk {
  preview(place: Place): Promise<RetentionView>
  /** Deletes what the preview counted and nothing else; throws `retention-stopped`, `retention-changed`. What is left afterwards. */
  remove(place: Place, expected: RetentionOrder, actor: string): Promise<RetentionView>
  /** For every site that wants it without being asked. Sites with an open or held incident wait. */
  removeAll(actor: string): Promise<void>
}

export function createRetention({ store, settings, sites, uploads, now }: RetentionPorts): RetentionDesk {
  const preview = async (place: Place): Promise<RetentionView> => {
    const { retention } = await settings(place)
    const cutoffs = cutoffsOf(retention, now())
    const expired = await store.expired(place, cutoffs)
    return {
      automatic: retention?.automatic ?? false,
      items: retained.map((what) => ({
        what,
        days: retention?.[what] ?? null,
        before: iso(cutoffs[what]),
        count: expired[what].count,
        oldest: iso(expired[what].oldest),
      })),
      stops: [...(await store.stops(place))],
    }
  }
  const remove = async (place: Place, expected: RetentionOrder, actor: string): Promise<void> => {
    const cutoffs = cutoffsOf((await settings(place)).retention, now())
    const before = Object.fromEntries(retained.map((what) => [what, iso(cutoffs[what])]))
    const act = actOf(actor, 'retention.deleted', place.site, { counts: expected, before }, now())
    // The rows first: files without a row are found and removed at the next start, rows without files would be a riddle.
    const { investigations } = await store.remove(place, cutoffs, expected, act)
    for (const id of investigations) await uploads.remove(id)
  }
  return {
    preview,
    async remove(place, expected, actor) {
      await remove(place, expected, actor)
      return preview(place)
    },
    async removeAll(actor) {
      for (const place of await sites()) {
        const { automatic, stops, items } = await preview(place)
        if (!automatic || stops.length > 0 || items.every(({ count }) => count === 0)) continue
        const counted = Object.fromEntries(items.map(({ what, count }) => [what, count]))
        await remove(place, counted as RetentionOrder, actor)
      }
    },
  }
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
