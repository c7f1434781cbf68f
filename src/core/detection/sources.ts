import type { SecurityEvent } from '#core/calls'

/** What one address did at the door. */
export interface SourceHistory {
  readonly ip: string
  firstSeen: number
  lastSeen: number
  failed: number
  succeeded: number
  /** Failures since the last success, and when the first of that run was. */
  /** Failures on accounts that do not exist or that the log hides. */
  unknown: number
  run: number
  runSince: number
  readonly accounts: Set<string>
  readonly tried: Set<string>
  /** When it first got in after failing often enough to be guessing; NaN when it never did. */
  brokeInAt: number
  readonly brokeInto: Set<string>
  /** First successful administrator's sign-in; NaN when there was none. */
  adminAt: number
}

/** Address ranges that are not on the public Internet (RFC 1918, 3927, 4193, 6598, loopback). */
export function isPrivate(ip: string): boolean {
  return (
    /^(10\.|127\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(
      ip,
    ) || /^(::1$|f[cd]|fe80)/i.test(ip)
  )
}

/** A run of failures that is guessing and not a mistyped password. */
const GUESSES = 8
const MANY_GUESSES = 40
const GUESSED_ACCOUNTS = 3
/** Milliseconds between two tries: no person types a password this often. */
const FAST = 5000
const MAX_NAMES = 200

export interface Sources {
  note(event: SecurityEvent): { source: SourceHistory; newPlace: boolean; guessed: boolean }
  get(ip: string): SourceHistory | undefined
  all(): Iterable<SourceHistory>
  readonly state: SourcesState
}

/** Failures against one account ('': against any), wherever they came from. */
interface AccountRun {
  failures: number
  since: number
  last: number
  readonly from: Set<string>
}

/** Together they guess: this many failures against one account, from this many addresses. */
const TOGETHER = 20
const TOGETHER_FROM = 5
/** A run of failures is over after a day without any. */
const QUIET = 86_400_000

export interface SourcesState {
  readonly runs: Map<string, AccountRun>
  readonly sources: Map<string, SourceHistory>
  /** Addresses each account signed in from, and when first (UTC ms), oldest first. */
  readonly places: Map<string, Map<string, number>>
}

export function createSources(
  state: SourcesState = { sources: new Map(), places: new Map(), runs: new Map() },
): Sources {
  const { sources, runs } = state
  return {
    state,
    get: (ip) => sources.get(ip),
    all: () => sources.values(),
    note(event) {
      const source = sources.get(event.sourceIp) ?? fresh(event)
      sources.set(event.sourceIp, source)
      source.lastSeen = event.at
      if (SUCCESS.has(event.kind)) return succeeded(state, source, event)
      if (event.kind !== 'challenge') failed(runs, source, event)
      return { source, newPlace: false, guessed: false }
    },
  }
}

const SUCCESS: ReadonlySet<string> = new Set(['sign-in', 'admin-sign-in', 'contacts-full'])

function failed(runs: SourcesState['runs'], source: SourceHistory, event: SecurityEvent): void {
  if (source.run === 0) source.runSince = event.at
  source.failed++
  source.run++
  if (event.account === '' || event.kind === 'unknown-account') source.unknown++
  if (event.account !== '' && source.tried.size < MAX_NAMES) source.tried.add(event.account)
  if (event.account !== '') countTogether(runs, event.account, event)
  countTogether(runs, '', event)
}

function succeeded(
  state: SourcesState,
  source: SourceHistory,
  event: SecurityEvent,
): ReturnType<Sources['note']> {
  const known = state.places.get(event.account) ?? new Map<string, number>()
  state.places.set(event.account, known)
  const isKnown = known.has(event.sourceIp)
  const guessed = guessedAlone(source, event, isKnown) || guessedTogether(state.runs, source, event, isKnown)
  if (guessed && Number.isNaN(source.brokeInAt)) source.brokeInAt = event.at
  if (guessed) source.brokeInto.add(event.account)
  else source.run = 0
  source.succeeded++
  if (event.kind === 'admin-sign-in' && Number.isNaN(source.adminAt)) source.adminAt = event.at
  if (source.accounts.size < MAX_NAMES) source.accounts.add(event.account)
  const newPlace = known.size > 0 && known.size < MAX_NAMES && !isKnown
  if (newPlace || known.size === 0) known.set(event.sourceIp, event.at)
  return { source, newPlace, guessed }
}

/**
 * One address tried several accounts, or one account faster than a person types or longer than a person tries. A phone
 * with an old password fails for hours too, but where it stands its account has signed in before.
 */
function guessedAlone(source: SourceHistory, event: SecurityEvent, isKnown: boolean): boolean {
  const several = source.tried.size >= GUESSED_ACCOUNTS || source.unknown >= GUESSED_ACCOUNTS
  const fast = (event.at - source.runSince) / source.run <= FAST
  // Where accounts signed in before, phones with an old password or a new number fail too, but not fast and all over.
  if (source.succeeded > 0) return several && fast && source.run >= 2 * GUESSES
  if (several) return source.run >= GUESSED_ACCOUNTS
  return !isKnown && ((fast && source.run >= GUESSES) || source.run >= MANY_GUESSES)
}

function guessedTogether(
  runs: SourcesState['runs'],
  source: SourceHistory,
  event: SecurityEvent,
  isKnown: boolean,
): boolean {
  const here = runs.get(event.account)
  if (here && here.failures >= TOGETHER && here.from.size >= TOGETHER_FROM && here.from.has(event.sourceIp)) {
    source.runSince = Math.min(source.runSince, here.since)
    return true
  }
  const all = runs.get('')
  if (!all || isKnown || source.succeeded > 0 || source.failed === 0) return false
  return all.failures >= 3 * TOGETHER && all.from.size >= 2 * TOGETHER_FROM
}

function countTogether(runs: Map<string, AccountRun>, account: string, event: SecurityEvent): void {
  const known = runs.get(account)
  const run =
    known && event.at - known.last <= QUIET
      ? known
      : { failures: 0, since: event.at, last: event.at, from: new Set<string>() }
  if (run !== known && runs.size < 100_000) runs.set(account, run)
  run.failures++
  run.last = event.at
  if (run.from.size < MAX_NAMES) run.from.add(event.sourceIp)
}

const fresh = (event: SecurityEvent): SourceHistory => ({
  ip: event.sourceIp,
  firstSeen: event.at,
  lastSeen: event.at,
  failed: 0,
  unknown: 0,
  succeeded: 0,
  run: 0,
  runSince: event.at,
  accounts: new Set(),
  tried: new Set(),
  brokeInAt: Number.NaN,
  brokeInto: new Set(),
  adminAt: Number.NaN,
})
