import type { Signal, Suspect } from './model.ts'
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
      let suspect = books[what].get(key)
      if (!suspect) {
        suspect = { what, name: what === 'site' ? '' : nameOf(key), score: 0, signals: new Map() }
        books[what].set(key, suspect)
      }
      const before = suspect.signals.get(rule.id)
      if (!before || signal.firedAt - before.lastAt > MEMORY) suspect.signals.set(rule.id, signal)
      else {
        before.lastAt = signal.lastAt
        // What speaks for the owner is as strong as it was last; what speaks against, as strong as it ever was.
        if (signal.weight > before.weight || signal.weight < 0) {
          before.weight = signal.weight
          before.values = signal.values
        }
      }
      suspect.score = Math.max(suspect.score, scoreOf(suspect.signals.values(), ruleOf, signal.lastAt))
      return suspect
    },
  }
}

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
