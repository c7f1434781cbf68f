import { type Episode, type Signal, type Suspect, WORTH_A_LOOK } from './model.ts'
import type { Rule } from './rule.ts'

/** Before any evidence, one account in fifty-five is taken to be bad: e^-4 to 1. */
const PRIOR = -4
/** Evidence older than this no longer adds to newer evidence. */
const MEMORY = 8 * 86_400_000

/** What is held against whom. One score a suspect: the logistic of the prior and the strongest signal of each group. */
export interface Evidence {
  add(suspect: Suspect['what'], key: number, rule: Rule, signal: Signal): Suspect
  readonly books: Books
}

/** Suspects by index of their name; the site's key is 0. */
export type Books = Record<Suspect['what'], Map<number, Suspect>>

export function createEvidence(
  nameOf: (key: number) => string,
  ruleOf: (id: string) => Rule,
  books: Books = { account: new Map(), source: new Map(), site: new Map() },
): Evidence {
  return {
    books,
    add(what, key, rule, signal) {
      const suspect = books[what].get(key) ?? newSuspect(what, what === 'site' ? '' : nameOf(key))
      books[what].set(key, suspect)
      // Addresses have no episodes: one that came back is the one that was here.
      if (what !== 'source' && signal.firedAt - suspect.alarmedAt > MEMORY)
        closeEpisode(suspect, signal.firedAt)
      hold(suspect, rule.id, signal)
      const score = scoreOf(suspect.signals.values(), ruleOf, signal.lastAt)
      suspect.score = Math.max(suspect.score, score)
      if (score >= WORTH_A_LOOK) {
        suspect.alarmedAt = signal.lastAt
        if (Number.isNaN(suspect.alarmedFrom)) suspect.alarmedFrom = signal.lastAt
      }
      return suspect
    },
  }
}

const newSuspect = (what: Suspect['what'], name: string): Suspect => ({
  what,
  name,
  score: 0,
  signals: new Map(),
  past: [],
  alarmedFrom: Number.NaN,
  alarmedAt: Number.NaN,
})

function hold({ signals }: Suspect, rule: string, signal: Signal): void {
  const before = signals.get(rule)
  if (!before || signal.firedAt - before.lastAt > MEMORY) {
    signals.set(rule, signal)
    return
  }
  before.lastAt = signal.lastAt
  // What speaks for the owner is as strong as it was last; what speaks against, as strong as it ever was.
  if (signal.weight > before.weight || signal.weight < 0) {
    before.weight = signal.weight
    before.values = signal.values
  }
}

/** How somebody got in stays known, however long he waits. */
export const isWayIn = (rule: string): boolean => rule.startsWith('guessed')

function closeEpisode(suspect: Suspect, at: number): void {
  const { score, signals, alarmedFrom } = suspect
  suspect.past.push({ score, signals: new Map(signals), alarmedFrom })
  for (const [rule, { lastAt }] of signals) if (at - lastAt > MEMORY && !isWayIn(rule)) signals.delete(rule)
  suspect.score = 0
  suspect.alarmedFrom = Number.NaN
  suspect.alarmedAt = Number.NaN
}

/** The attacks on a suspect that are worth a look, oldest first, each with what counted in it: no signal that had faded before. */
export function episodesOf(suspect: Suspect): Suspect[] {
  return [...suspect.past, suspect]
    .filter(({ score }) => score >= WORTH_A_LOOK)
    .map((episode) => ({ ...suspect, ...withoutFaded(episode) }))
}

const withoutFaded = ({ score, signals, alarmedFrom }: Episode): Episode => ({
  score,
  signals: new Map(
    [...signals].filter(([rule, { lastAt }]) => isWayIn(rule) || !(alarmedFrom - lastAt > MEMORY)),
  ),
  alarmedFrom,
})

/** Whether a rule ever fired on a suspect. */
export const everHeld = (suspect: Suspect | undefined, rule: string): boolean =>
  suspect !== undefined && [...suspect.past, suspect].some(({ signals }) => signals.has(rule))

/** Rules that judge by how calls went; the second look judges that anew, over all calls of a case. */
const BY_COURSE: ReadonlySet<string> = new Set(['lengths', 'people'])

/** 0-1 over all that was ever held against a suspect, with `course` log-odds for how the calls went. Never above its score. */
export function scoreAgain(suspect: Suspect, groupOf: (id: string) => string, course: number): number {
  const strongest = new Map<string, number>()
  for (const signal of suspect.signals.values()) {
    const group = groupOf(signal.rule)
    if (!BY_COURSE.has(group)) strongest.set(group, Math.max(strongest.get(group) ?? 0, signal.weight))
  }
  let sum = PRIOR + course
  for (const weight of strongest.values()) sum += weight
  return Math.min(suspect.score, 1 / (1 + Math.exp(-sum)))
}

/** 0-1 at instant `now`: the strongest signal of each group, those of the last eight days. */
function scoreOf(signals: Iterable<Signal>, ruleOf: (id: string) => Rule, now: number): number {
  const strongest = new Map<string, number>()
  for (const signal of signals) {
    if (now - signal.lastAt > MEMORY) continue
    const { group } = ruleOf(signal.rule)
    strongest.set(group, Math.max(strongest.get(group) ?? Number.NEGATIVE_INFINITY, signal.weight))
  }
  let sum = PRIOR
  for (const weight of strongest.values()) sum += weight
  return 1 / (1 + Math.exp(-sum))
}

/** 0-1 by what was said of a suspect since an instant alone: old evidence makes an owner's call of today no attack. */
export function scoreSince(suspect: Suspect, groupOf: (id: string) => string, since: number): number {
  const strongest = new Map<string, number>()
  for (const { rule, lastAt, weight } of suspect.signals.values()) {
    // What speaks for the owner counts in the score; calls that were cut are short, and would speak for him here.
    if (lastAt < since || weight <= 0) continue
    const group = groupOf(rule)
    strongest.set(group, Math.max(strongest.get(group) ?? Number.NEGATIVE_INFINITY, weight))
  }
  let sum = PRIOR
  for (const weight of strongest.values()) sum += weight
  return 1 / (1 + Math.exp(-sum))
}
