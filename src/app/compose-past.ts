import type { Place } from '#core/incidents'
import { DomainError, SiteSettings } from '#core/kernel'
import { createNumbering, type Numbering } from '#core/numbering'
import { createEstimate, createRater, parseDeck } from '#core/rating'
import type { PastCall } from '#core/response'
import * as content from '../adapters/content/index.ts'
import * as storage from '../adapters/storage/index.ts'
import * as system from '../adapters/system/index.ts'
import type { Opened } from './compose-data.ts'
import type { ResponsePorts } from './flows/respond/ports.ts'
import { HISTORY_DAYS, judgePastCalls } from './past-calls.ts'

const DAY = 86_400_000
const isBuilt = !import.meta.url.endsWith('.ts')
const judging = new URL('./compose-judging.js', import.meta.url)

type Pool = Opened['database']['pool']

/** To the thread that judges: what, then a word for each page that was taken. */
export type ToJudge = { readonly order: PastOrder } | { readonly more: true }
/** From it: some thousand calls at a time, so that taking them keeps nobody waiting. */
export type FromJudge =
  | { readonly calls: readonly PastCall[] }
  | { readonly done: true }
  | { readonly failure: { readonly code: string; readonly message: string; readonly remedy: string } }

export interface PastOrder extends Place {
  readonly data: string
  /** The newest stored call, UTC milliseconds. */
  readonly newest: number
}

/** The calls of a site's last weeks with what detection says of them; judged once, until there are others, or other settings or prices. */
export function createPast(
  { database: { pool }, dataDir }: Pick<Opened, 'database' | 'dataDir'>,
  numbering: Numbering,
  settingsOf: (place: Place) => Promise<SiteSettings>,
): { readonly of: ResponsePorts['past']; stop(): void } {
  const threads = new Set<system.Thread>()
  const known = new Map<string, { state: string; calls: Promise<readonly PastCall[]> }>()
  const setups = storage.createSiteSetups(pool)
  const of: ResponsePorts['past'] = async (place, soon = false) => {
    const key = JSON.stringify([place.customer, place.site])
    const before = known.get(key)
    if (soon && before) return before.calls
    const [span, site, all] = await Promise.all([
      storage.storedSpan(pool, place),
      settingsOf(place),
      setups(),
    ])
    const { newest } = span
    if (newest === null) return []
    const setup = all.find((one) => one.customer === place.customer && one.site === place.site)?.setup
    const state = JSON.stringify([span, site, setup])
    if (before?.state === state) return before.calls
    const order: PastOrder = { customer: place.customer, site: place.site, data: dataDir, newest }
    const calls = isBuilt ? judgedBehind(order, threads) : judgeStored(pool, order, numbering)
    known.set(key, { state, calls })
    calls.catch(() => known.delete(key))
    return calls
  }
  return {
    of,
    stop() {
      for (const thread of threads) thread.close()
    },
  }
}

/** In a thread of its own: 60 days of a busy site take a minute. */
async function judgedBehind(order: PastOrder, threads: Set<system.Thread>): Promise<readonly PastCall[]> {
  const thread = system.openThread(judging)
  threads.add(thread)
  const past: PastCall[] = []
  try {
    thread.post({ order } satisfies ToJudge)
    for await (const message of thread.messages() as AsyncIterable<FromJudge>) {
      if ('failure' in message) throw DomainError.again(message.failure)
      if ('done' in message) return past
      for (const call of message.calls) past.push(call)
      thread.post({ more: true } satisfies ToJudge)
    }
    throw new Error('the thread ended before it was done')
  } finally {
    threads.delete(thread)
    thread.close()
  }
}

/** By the rules, the settings and the prices the site has now. */
export async function judgeStored(
  pool: Pool,
  { customer, site: name, newest }: PastOrder,
  shared?: Numbering,
): Promise<readonly PastCall[]> {
  const place = { customer, site: name }
  const site = SiteSettings.parse(await storage.siteSettings(pool, place))
  const numbering = shared ?? createNumbering(await content.readNumberingData())
  const deck = await storage.rateStore(pool).read(place)
  const currency = site.currency ?? numbering.currencyOf(site.country)
  return judgePastCalls({
    calls: () => storage.storedCalls(pool, place, newest - HISTORY_DAYS * DAY),
    site,
    numbering,
    rules: await content.readRules(site.rules),
    rater:
      deck === null
        ? createEstimate(await content.readBuiltInTariff(), numbering, { country: site.country, currency })
        : createRater(parseDeck(deck, { file: `rates of ${name}` }).rates),
    holidays: (years) => content.resolveHolidays(site.holidays, years),
    newest,
  })
}
