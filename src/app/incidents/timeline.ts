import type { Timeline, TimelineItem } from '#contract'
import type { Situation } from '../flows/handle/situation.ts'
import type { NameOf } from './view.ts'

/** Something that happened, from whatever source. */
export interface TimelineEvent {
  /** The same whenever it is read: pins go by it. */
  readonly id: string
  /** UTC milliseconds. */
  readonly at: number
  readonly kind: TimelineItem['kind']
  readonly title: string
  readonly detail: string
  /** A person's id, or `system:<name>`; null when it was nobody of ours. */
  readonly by: string | null
}

/** One place the timeline of an incident is drawn from. */
export type TimelineSource = (situation: Situation) => Promise<readonly TimelineEvent[]>

/** More than a browser shows well; the oldest are left out, the pinned ones never. */
const MOST = 5000

/** What all sources tell, newest first. */
export async function timelineOf(
  situation: Situation,
  sources: readonly TimelineSource[],
  zone: string,
  nameOf: NameOf,
): Promise<Timeline> {
  const told = (await Promise.all(sources.map((read) => read(situation)))).flat()
  const { pinned } = situation.standing
  const all = told.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
  const shown = all.filter(({ id }, n) => n < MOST || pinned.has(id))
  const items = shown.map((event) => ({
    ...event,
    at: new Date(event.at).toISOString(),
    by: event.by === null ? null : nameOf(event.by),
    pinned: pinned.has(event.id),
  }))
  return { items, zone, left: all.length - shown.length }
}
