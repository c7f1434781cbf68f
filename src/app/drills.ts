import type { DrillReport, Drills, TestDrillReport, TestDrillRequest } from '#contract'
import type { Call } from '#core/calls'
import { type Drill, type DrillCall, type DrillGround, ordinaryAccounts, unroll } from '#core/drills'
import type { Place } from '#core/incidents'
import { type Containment, containmentOf, DomainError, type SiteSettings } from '#core/kernel'
import type { Numbering } from '#core/numbering'
import type { Rater } from '#core/rating'
import { reportOf } from './drill-report.ts'
import { decisionOf } from './flows/containment.ts'
import { type Drilled, type DrillPorts, drill } from './flows/drill.ts'
import { type WatchContent, watchContext } from './watch-site.ts'

export interface DrillSite {
  readonly settings: SiteSettings
  readonly rater: Rater | null
  /** Calls of the last weeks, oldest first. */
  readonly past: (numbering: Numbering) => Promise<readonly Call[]>
}

export interface DrillCommand {
  /** The data directory. */
  readonly data?: string | undefined
  /** None: every scenario that calls and sign-ins can show. */
  readonly scenarios: readonly string[]
  readonly customer: string
  /** A site that is kept, or the path of a site.yaml: then nothing else of the site is known. */
  readonly site: string
  readonly rates?: string | undefined
}

/** The first calls of a scenario, for real. */
export interface TestDrillOrder extends Place, TestDrillRequest {
  /** The data directory. */
  readonly data?: string | undefined
  /** Who is at the phone: a version of ours. */
  readonly version: string
  /** A person's id, or `system:<name>`. */
  readonly by: string
}

export interface DrillTools extends WatchContent {
  readDrills(): Promise<readonly Drill[]>
  now(): number
}

/** Drills as the console asks for them. */
export interface DrillRunner {
  list(): Promise<Drills>
  /** Apart from whatever else goes on: a site that is followed is not kept waiting. */
  run(place: Place, scenarios: readonly string[]): Promise<DrillReport>
  /** By real calls, once approved; else what would be dialled. */
  place(place: Place, wanted: TestDrillRequest, by: string): Promise<TestDrillReport>
}

export const drillList = (drills: readonly Drill[]): Drills => ({
  drills: drills.map(({ id, title, story, kind, unseen }) => ({
    scenario: id,
    title,
    story,
    kind,
    unseen: unseen ?? null,
  })),
})

/** Somebody who is called out of bed looks at it and approves. */
const REACTION_MS = 15 * 60_000

/**
 * Plays scenarios (all that calls and sign-ins can show, when none is named) against a site's rules, habits and rates.
 * Throws `drill-unknown`.
 */
export async function runDrills(
  wanted: readonly string[],
  site: DrillSite,
  tools: DrillTools,
): Promise<DrillReport> {
  const all = await tools.readDrills()
  const chosen = choose(all, wanted)
  const policy = containmentOf(site.settings)
  const results: Drilled[] = []
  let currency = ''
  let calls = 0
  for (const scenario of chosen) {
    // Each plays to an engine that remembers nothing of the one before.
    const { context, plan } = await watchContext(site, tools, tools.now())
    const past = await site.past(context.numbering)
    const ground = groundOf(scenario, site.settings, past, context, tools.now())
    const home = homeNumbers(context.numbering, site.settings.country)
    results.push(
      drill(scenario, { context, plan, ground, past, home, ...responseOf(policy, context.isOpen) }),
    )
    currency = context.rater.currency
    calls = past.length
  }
  return reportOf(results, { currency, calls, estimated: site.rater === null })
}

/** What the policy in force does about an alert. */
function responseOf(
  policy: Containment,
  isOpen: (utc: number) => boolean,
): Pick<DrillPorts, 'acts' | 'reactionMs'> {
  const rules = () => ({ policy, spared: new Set<string>() })
  return {
    acts(alert, at) {
      const { decision, remedy } = decisionOf(alert, -1, at, { rules, isOpen })
      const does = remedy.bar !== '' || remedy.prefixes.length + remedy.ips.length + alert.running.length > 0
      return decision.step === 'act' && !policy.dryRun && does
    },
    reactionMs: policy.mode === 'off' ? null : REACTION_MS,
  }
}

export function choose(all: readonly Drill[], wanted: readonly string[]): readonly Drill[] {
  if (wanted.length === 0) return all.filter(({ unseen }) => unseen === undefined)
  return wanted.map((id) => {
    const found = all.find((each) => each.id === id.toUpperCase())
    if (found) return found
    throw new DomainError(
      'drill-unknown',
      `There is no scenario ${id}`,
      `Choose among ${all.map((each) => each.id).join(', ')}.`,
    )
  })
}

/** So many calls a drill places for real at most. */
const MOST_CALLS = 8

/**
 * The first calls of a scenario that one account can really place at this site: out, direct, abroad, and by the site's dial plan to
 * that number and no other. Throws `drill-not-placeable` when there is none.
 */
export function placeableCalls(
  scenario: Drill,
  settings: SiteSettings,
  account: string,
  { context, plan }: Awaited<ReturnType<typeof watchContext>>,
  now: number,
): readonly DrillCall[] {
  const ground = { ...groundOf(scenario, settings, [], context, now), accounts: [account] }
  const calls = unroll(scenario, ground).calls.filter((call) => {
    const { kind, e164 } = plan.resolve(call.dialled)
    const isOwn = call.direction === 'outbound' && call.entry === 'direct' && call.account === account
    return (
      isOwn &&
      kind === 'external' &&
      e164 === call.charged &&
      ground.isForeign(e164) &&
      !plan.isEmergency(call.dialled)
    )
  })
  if (calls.length > 0) return calls.slice(0, MOST_CALLS)
  throw new DomainError(
    'drill-not-placeable',
    `${scenario.id} has no calls abroad that an account of its own could place`,
    'Choose one where a stolen account calls, such as A1; the others are played in simulation.',
  )
}

type Surroundings = Awaited<ReturnType<typeof watchContext>>['context']

function groundOf(
  { begins }: Drill,
  settings: SiteSettings,
  past: readonly Call[],
  { numbering, zone, isOpen, callingCode }: Surroundings,
  now: number,
): DrillGround {
  const dialling = numbering.dialling(settings.country)
  const outside = settings.prefixes.outsideLine?.[0] ?? ''
  const abroad = settings.prefixes.international?.[0] ?? dialling?.international[0] ?? '00'
  const national = settings.prefixes.national?.[0] ?? dialling?.trunk ?? ''
  return {
    begin: nextTime(begins, zone, now),
    isOpen,
    accounts: accountsOf(settings, past),
    // Whoever is new here does not know a shorter way than the whole number.
    dial: (e164) =>
      outside +
      (e164.startsWith(callingCode) && callingCode !== ''
        ? national + e164.slice(callingCode.length)
        : abroad + e164),
    isForeign(e164) {
      const { country } = numbering.destination(numbering.lookup(e164))
      return country !== settings.country && !settings.known.some((prefix) => `+${e164}`.startsWith(prefix))
    },
    main:
      past.find(({ direction, dialled }) => direction === 'inbound' && dialled.length >= 7)?.dialled ??
      `+${homeNumbers(numbering, settings.country)[0]}`,
    tollFree:
      settings.country === 'US' || settings.country === 'CA' ? '+18005550199' : `+${callingCode}8005550199`,
  }
}

/** Those who call most, the busiest first; made up where nobody has called yet. */
function accountsOf({ internal }: SiteSettings, past: readonly Call[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { direction, account } of past)
    if (direction === 'outbound' && account !== '') counts.set(account, (counts.get(account) ?? 0) + 1)
  const busiest = [...counts].sort((a, b) => b[1] - a[1]).map(([account]) => account)
  return busiest.length > 0 ? busiest.slice(0, 50) : ordinaryAccounts(internal)
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const HOUR = 3_600_000

/** The next such time of the week by the site's clock. */
function nextTime(text: string, zone: Surroundings['zone'], now: number): number {
  const [day, time] = text.split(' ') as [string, string]
  const [hours, minutes] = time.split(':').map(Number) as [number, number]
  const wanted = DAYS.indexOf(day) * 24 + hours
  const midnight = zone.dayOf(now) * 24 * HOUR
  for (let ahead = 0; ahead <= 8; ahead++) {
    const at = zone.toUtc(midnight + ahead * 24 * HOUR + hours * HOUR + minutes * 60_000)
    if (at > now && Math.floor(zone.hourOfWeek(at) / 24) * 24 + hours === wanted) return at
  }
  return now
}

/** A few dozen numbers that exist at home, E.164 digits. */
function homeNumbers(numbering: Numbering, country: string): string[] {
  const code = numbering.callingCode(country) || '1'
  const lengths = numbering.dialling(country)?.lengths ?? [10]
  const found: string[] = []
  for (const length of [...lengths].sort((a, b) => b - a))
    for (let n = 1; n < 4000 && found.length < 40; n++) {
      const digits =
        code + String(Math.floor(((n * 0.618_033_988_75) % 1) * 10 ** length)).padStart(length, '0')
      const { riskClass, type } = numbering.destination(numbering.lookup(digits))
      if (numbering.isValid(digits) && riskClass === 'ordinary' && type !== 'toll-free') found.push(digits)
    }
  return found.length > 0 ? found : [`${code}2125550143`]
}
