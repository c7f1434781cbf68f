import { setTimeout as sleep } from 'node:timers/promises'
import type { WatchLine } from '#contract'
import type { Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import { createRater } from '#core/rating'
import type { AutomaticAct, AutomaticStore } from '#core/response'
import { systemClock } from './compose.ts'
import { type DataOption, openData } from './compose-data.ts'
import { automaticActs, containing, newId, readDeck, siteMemory, watchContent } from './compose-live.ts'
import { createResponse } from './compose-response.ts'
import type { SiteContainment } from './containments.ts'
import { type News, startWatch } from './flows/watch.ts'
import { createLiveJson } from './live-json.ts'
import { pastCalls, watchContext } from './watch-site.ts'

export interface WatchCommand extends DataOption {
  readonly site: string
  readonly rates?: string | undefined
  /** A server runs on these data: it contains, and this only tells what it does. */
  readonly served: boolean
}

interface Ears {
  readonly onLine: (line: WatchLine) => void
  readonly onProblem: (text: string) => void
}

/**
 * Follows a site until `signal` is aborted. What it sees is kept by the server, not by it; the policy of the site is carried out
 * by it when no server does.
 */
export async function watch(
  command: WatchCommand,
  { onLine, onProblem }: Ears,
  signal: AbortSignal,
): Promise<void> {
  const opened = await openData(command, 'visitor')
  try {
    const response = await createResponse(opened)
    const place: Place = { customer: 'default', site: command.site }
    const memory = siteMemory(opened.database)
    const site = await memory.site(place)
    const rater =
      command.rates === undefined ? site.rater : createRater((await readDeck(command.rates)).rates)
    const sources = (await response.connections.of(place)).flatMap(({ id, kind, connection }) =>
      connection.calls ? [{ id, kind, calls: connection.calls }] : [],
    )
    if (sources.length === 0) throw notFollowed(command.site)
    const { context, plan } = await watchContext({ ...site, rater }, watchContent, systemClock())
    const json = createLiveJson(context)
    const onNews = (news: News): void => {
      const line = json.line(news, command.site)
      if (line) onLine(line)
    }
    const tell = (act: AutomaticAct, isNew: boolean): void =>
      onNews({ type: 'automatic', at: act.at, act, update: !isNew })
    const log = { error: (_: object, message: string) => onProblem(message) }
    const containment = command.served
      ? await listen(place, automaticActs(opened.database), tell)
      : await containing(opened.database, response, log)(place, context, tell)
    const watching = await startWatch(
      {
        context,
        plan,
        sources,
        now: systemClock,
        newId,
        past: () => pastCalls(place, memory, context, systemClock()),
        stored: (ids) => memory.stored(place, ids),
        keep: async () => undefined,
        onNews,
        onLook: containment.onLook,
        onProblem: (what, error) =>
          onProblem(`${what}: ${error instanceof Error ? error.message : String(error)}`),
      },
      signal,
    )
    await watching.done
    await containment.close()
    await response.connections.close()
    await sleep(0)
  } finally {
    await opened.database.close()
  }
}

const notFollowed = (site: string): DomainError =>
  new DomainError(
    'site-not-followed',
    `The site ${site} has no connection that tells of calls`,
    'Add one: ringfence connect asterisk --site … (see ringfence connect --help).',
  )

const AGAIN_MS = 1000

/** What the server does at the place, as it writes it down. */
async function listen(
  place: Place,
  store: Pick<AutomaticStore, 'list'>,
  tell: (act: AutomaticAct, isNew: boolean) => void,
): Promise<Pick<SiteContainment, 'onLook' | 'close'>> {
  const since = systemClock()
  const told = new Map<string, string>()
  const look = async (): Promise<void> => {
    for (const act of [...(await store.list(place, since, 100))].reverse()) {
      const text = JSON.stringify(act)
      const before = told.get(act.id)
      told.set(act.id, text)
      if (before !== text) tell(act, before === undefined)
    }
  }
  const looking = setInterval(() => void look().catch(() => undefined), AGAIN_MS)
  return { onLook: () => undefined, close: async () => clearInterval(looking) }
}
