import type { Call, CallSource } from '#core/calls'
import { createNames } from '#core/calls'
import type { Context, Rule } from '#core/detection'
import type { Place, StoredCall } from '#core/incidents'
import { createBusinessHours, DomainError, type RuleSettings, type SiteSettings, zoneOf } from '#core/kernel'
import { createDialPlan, createNumbering, type DialPlan, type NumberingData } from '#core/numbering'
import { createEstimate, type Rater, type Tariff } from '#core/rating'

/** What a watcher must have read before it can judge. */
export interface WatchContent {
  readNumbering(): Promise<NumberingData>
  readRules(settings: RuleSettings): Promise<Rule[]>
  readTariff(): Promise<Tariff>
  resolveHolidays(setting: SiteSettings['holidays'], years: Iterable<number>): Promise<string[]>
}

/** A connection as watching needs it. */
export interface Followed {
  readonly id: string
  readonly kind: string
  readonly connection: { readonly calls?: CallSource | undefined }
}

/** How a site is set up, and its own prices; null where it has none. */
export interface WatchedSite {
  readonly settings: SiteSettings
  readonly rater: Rater | null
}

/** The stored side of a site. */
export interface SiteMemory {
  site(place: Place): Promise<WatchedSite>
  /** Calls of the last weeks, oldest first, without their row of the numbering. */
  past(place: Place, since: number): AsyncIterable<readonly Call[]>
  stored(place: Place, ids: readonly string[]): Promise<ReadonlySet<string>>
  /** Each with its price. */
  keep(place: Place, calls: readonly StoredCall[]): Promise<void>
}

const DAY = 86_400_000
/** So far back calls teach what is usual. */
const HISTORY_DAYS = 60

/** Everything that judging a site's calls needs, from its settings. */
export async function watchContext(
  { settings: site, rater }: WatchedSite,
  content: WatchContent,
  now: number,
): Promise<{ context: Context; plan: DialPlan }> {
  const zone = zoneOf(site.timezone)
  if (!zone)
    throw new DomainError(
      'timezone-unknown',
      `"${site.timezone}" is not an IANA time zone`,
      'Write it like "Europe/Berlin".',
    )
  const numbering = createNumbering(await content.readNumbering())
  const currency = site.currency ?? numbering.currencyOf(site.country)
  const year = new Date(now).getUTCFullYear()
  const holidays = await content.resolveHolidays(site.holidays, [year - 1, year, year + 1])
  return {
    plan: createDialPlan(site, numbering),
    context: {
      names: createNames(),
      numbering,
      callingCode: numbering.callingCode(site.country),
      zone,
      rater:
        rater ?? createEstimate(await content.readTariff(), numbering, { country: site.country, currency }),
      rules: await content.readRules(site.rules),
      isOpen: createBusinessHours(site, zone, holidays).isOpen,
      known: site.known.map((prefix) => prefix.slice(1)),
    },
  }
}

/** The calls a site had lately, each with its place in the numbering of today. */
export async function pastCalls(
  place: Place,
  memory: SiteMemory,
  { numbering }: Pick<Context, 'numbering'>,
  now: number,
): Promise<Call[]> {
  const calls: Call[] = []
  for await (const batch of memory.past(place, now - HISTORY_DAYS * DAY))
    for (const call of batch) calls.push({ ...call, destination: numbering.lookup(call.peer) })
  return calls
}
