import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AlertJson, LiveView } from '#contract'
import type { Context } from '#core/detection'
import type { Place } from '#core/incidents'
import type { AutomaticAct } from '#core/response'
import type { SiteContainment } from './containments.ts'
import { type News, startWatch, type Watch } from './flows/watch.ts'
import { createLiveJson, type LiveJson } from './live-json.ts'
import type { Log } from './model.ts'
import { storedCall } from './stored-calls.ts'
import { type Followed, pastCalls, type SiteMemory, type WatchContent, watchContext } from './watch-site.ts'

export interface WatcherPorts {
  /** The connections of every place, held open. */
  readonly connections: () => Promise<readonly (Followed & Place)[]>
  readonly memory: SiteMemory
  /** How every place is set up, in a word that changes with it; the policy apart, which is looked after by itself. */
  readonly setups: () => Promise<ReadonlyMap<string, string>>
  readonly content: WatchContent
  readonly now: () => number
  readonly newId: () => string
  readonly log: Log
  /** Begins to look after a place by its policy. */
  readonly contain: (
    place: Place,
    context: Context,
    onAct: (act: AutomaticAct, isNew: boolean) => void,
  ) => Promise<SiteContainment>
  /** An alert at any place: new, or grown. */
  readonly onAlert?: (place: Place, alert: AlertJson) => void
}

/** A watcher for every site that has something to follow, for as long as the server runs. */
export interface Watchers {
  /** Null when nothing of the place is followed. */
  view(place: Place): LiveView | null
  /** The view now, and again whenever it changes, four times a second at most; null while nothing is followed. */
  follow(place: Place): AsyncIterable<LiveView | null>
  /** Every place that is followed, as it is now. */
  all(): readonly Watched[]
  close(): Promise<void>
}

/** A followed place with what goes on there. */
export interface Watched extends Place {
  readonly view: LiveView
}

const LOOK_MS = 3000
const PACE_MS = 250

interface Site {
  readonly place: Place
  readonly followed: readonly Followed[]
  readonly setup: string | undefined
  readonly watch: Watch
  readonly json: LiveJson
  readonly containment: SiteContainment
  readonly stop: () => Promise<void>
}

export const keyOf = ({ customer, site }: Place): string => JSON.stringify([customer, site])

export function createWatchers(ports: WatcherPorts): Watchers {
  const sites = new Map<string, Site>()
  const listeners = new Map<string, Set<() => void>>()
  const wake = (key: string): void => {
    for (const go of listeners.get(key) ?? []) go()
  }
  const stopped = new AbortController()
  const looking = lookAgain()

  async function lookAgain(): Promise<void> {
    while (!stopped.signal.aborted) {
      await settle().catch((error) =>
        ports.log.error({ err: error }, 'the watchers could not be brought up to date'),
      )
      await sleep(LOOK_MS, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined)
    }
  }

  /** Starts what is new, stops what is gone, and starts anew what has other connections or settings than before. */
  async function settle(): Promise<void> {
    const [places, setups] = [byPlace(await ports.connections()), await ports.setups()]
    for (const [key, site] of sites) {
      if (site.setup === setups.get(key) && isSame(site.followed, places.get(key)?.followed ?? [])) continue
      sites.delete(key)
      await site.stop()
      wake(key)
    }
    for (const [key, found] of places) {
      if (sites.has(key) || stopped.signal.aborted) continue
      sites.set(key, await watchSite({ ...found, setup: setups.get(key) }, ports, () => wake(key)))
      wake(key)
    }
  }

  const view = (place: Place): LiveView | null => {
    const site = sites.get(keyOf(place))
    return site ? site.json.view(site.watch, site.containment.acts(), ports.now()) : null
  }

  return {
    view,
    async *follow(place) {
      const key = keyOf(place)
      let go = (): void => undefined
      let fresh = true
      const poke = (): void => {
        fresh = true
        go()
      }
      const set = listeners.get(key) ?? new Set()
      listeners.set(key, set)
      set.add(poke)
      try {
        for (;;) {
          if (!fresh)
            await new Promise<void>((resolve) => {
              go = resolve
            })
          fresh = false
          yield view(place)
          await sleep(PACE_MS)
        }
      } finally {
        set.delete(poke)
      }
    },
    all: () =>
      [...sites.values()].map(({ place, json, watch, containment }) => ({
        ...place,
        view: json.view(watch, containment.acts(), ports.now()),
      })),
    async close() {
      stopped.abort()
      await looking
      await Promise.all([...sites.values()].map((site) => site.stop()))
    },
  }
}

interface Followable {
  readonly place: Place
  readonly followed: Followed[]
}

function byPlace(connections: readonly (Followed & Place)[]): Map<string, Followable> {
  const places = new Map<string, Followable>()
  for (const one of connections) {
    if (!one.connection.calls) continue
    const place = { customer: one.customer, site: one.site }
    const entry = places.get(keyOf(place)) ?? { place, followed: [] }
    places.set(keyOf(place), entry)
    entry.followed.push(one)
  }
  return places
}

async function watchSite(
  { place, followed, setup }: Pick<Site, 'place' | 'followed' | 'setup'>,
  ports: WatcherPorts,
  changed: () => void,
): Promise<Site> {
  const { memory, now } = ports
  const { context, plan } = await watchContext(await memory.site(place), ports.content, now())
  const json = createLiveJson(context)
  const ended = new AbortController()
  // Each connection listens several times over; a site may have ten.
  setMaxListeners(0, ended.signal)
  const onNews = (news: News): void => {
    const line = news.type === 'alert' ? json.line(news, place.site) : null
    if (line?.type === 'alert') ports.onAlert?.(place, line)
    changed()
  }
  const containment = await ports.contain(place, context, (act, isNew) =>
    onNews({ type: 'automatic', at: now(), act, update: !isNew }),
  )
  const watch = await startWatch(
    {
      context,
      plan,
      sources: followed.flatMap(({ id, kind, connection }) =>
        connection.calls ? [{ id, kind, calls: connection.calls }] : [],
      ),
      now,
      newId: ports.newId,
      past: () => pastCalls(place, memory, context, now()),
      stored: (ids) => memory.stored(place, ids),
      keep: (calls) =>
        memory.keep(
          place,
          calls.map((call) => storedCall(call, context)),
        ),
      onNews,
      onLook: containment.onLook,
      onProblem: (what, error) => ports.log.error({ err: error, site: place.site }, what),
    },
    ended.signal,
  )
  // What runs grows dearer without any event.
  const ticking = setInterval(() => watch.running.size > 0 && changed(), 1000)
  return {
    ...{ place, followed, setup },
    watch,
    containment,
    json,
    async stop() {
      clearInterval(ticking)
      ended.abort()
      await watch.done
      await containment.close()
    },
  }
}

/** The very same open connections: one that was opened anew is another. */
const isSame = (a: readonly Followed[], b: readonly Followed[]): boolean =>
  a.length === b.length && a.every((one, n) => one.connection === b[n]?.connection)
