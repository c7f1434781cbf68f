import { askedOf, type Entered, enterChain } from '../evaluate/enter-chain.ts'
import type { Chain, Family, Firewall, Position, Rule } from '../model.ts'
import { none, type PacketSet, TooLarge } from '../sets/index.ts'

/**
 * `redundant`: rules before it say the same; `contradicted`: they say the opposite; `shadowed`: they say this and that;
 * `impossible`: no packet is what it asks for.
 */
export type DeadKind = 'redundant' | 'contradicted' | 'shadowed' | 'impossible'

/** A rule that no packet ever gets to. */
export interface DeadRule extends Position {
  readonly firewall: string
  readonly chain: string
  readonly rule: string
  readonly kind: DeadKind
  /** The rules that take all its packets. */
  readonly because: readonly (Position & { readonly rule: string; readonly does: 'accept' | 'drop' })[]
  /** It is about signalling or media. */
  readonly telephony: boolean
}

export interface DeadRules {
  readonly dead: readonly DeadRule[]
  readonly rules: number
  /** Chains that are too large to be looked at as a whole. */
  readonly notAnalysed: readonly string[]
}

const MOST_BECAUSE = 5

/** Rules that never count, whatever packet enters their chain; and those before them that see to it. */
export function findDeadRules(firewall: Firewall): DeadRules {
  const dead: DeadRule[] = []
  const notAnalysed: string[] = []
  let rules = 0
  for (const chain of firewall.chains.values()) {
    rules += chain.rules.length
    try {
      dead.push(...deadIn(firewall, chain))
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error
      notAnalysed.push(chain.name)
    }
  }
  return { dead, rules, notAnalysed }
}

interface Seen {
  lives: boolean
  possible: boolean
  telephony: boolean
  readonly because: Map<string, DeadRule['because'][number]>
}

function deadIn(firewall: Firewall, chain: Chain): DeadRule[] {
  const seen = new Map<Rule, Seen>()
  for (const family of familiesOf(firewall, chain)) {
    const asked = askedOf(firewall, family)
    for (const entered of enterChain(asked, chain)) look(chain, entered, seen)
  }
  return chain.rules.flatMap((rule) => {
    const found = seen.get(rule)
    if (!found || found.lives || verdictOf(rule) === null) return []
    const because = [...found.because.values()].slice(0, MOST_BECAUSE)
    const { telephony } = found
    const kind = kindOf(rule, found)
    return [
      { ...rule.at, firewall: firewall.name, chain: chain.name, rule: rule.text, kind, because, telephony },
    ]
  })
}

const familiesOf = ({ families }: Firewall, { base }: Chain): readonly Family[] =>
  base === undefined || base.family === 'both'
    ? families
    : families.filter((family) => family === base.family)

/** One way of entering the chain: what comes to each rule, and who took the rest. */
function look(chain: Chain, entered: Entered, seen: Map<Rule, Seen>): void {
  const { algebra, arrived, meant } = entered
  for (const rule of chain.rules) {
    const found = seen.get(rule) ?? { lives: false, possible: false, telephony: false, because: new Map() }
    seen.set(rule, found)
    const mine = found.lives ? none : meant(rule)
    if (mine === none) continue
    found.possible = true
    found.lives = algebra.and(arrived.get(rule) ?? none, mine) !== none
    if (!found.lives) blame(mine, entered, found)
  }
}

function blame(mine: PacketSet, { algebra, decided, telephony }: Entered, found: Seen): void {
  found.telephony ||= algebra.and(mine, telephony) !== none
  for (const { at, text, verdict, set } of decided) {
    if (found.because.size >= MOST_BECAUSE) return
    if (algebra.and(set, mine) !== none)
      found.because.set(`${at.file}:${at.line}`, { ...at, rule: text, does: verdict })
  }
}

function kindOf(rule: Rule, { possible, because }: Seen): DeadKind {
  if (!possible) return 'impossible'
  const verdict = verdictOf(rule)
  const others = new Set([...because.values()].map(({ does }) => does))
  if (others.size === 1 && (verdict === 'accept' || verdict === 'drop'))
    return others.has(verdict) ? 'redundant' : 'contradicted'
  return 'shadowed'
}

/** What the rule would do; null for one that only counts, logs or marks. */
function verdictOf({ steps }: Rule): string | null {
  const kinds = steps.flatMap((step) => ('action' in step ? [step.action.kind] : []))
  return kinds.find((kind) => !['continue', 'mark', 'copy-mark', 'untrack'].includes(kind)) ?? null
}
