import {
  type AutomaticStep,
  automaticSteps,
  type Containment,
  type ContainmentRule,
  type Kind,
  parseMicros,
} from '#core/kernel'

/** What is known of something bad that goes on, as far as a policy asks. Money in micro-units of the site's currency. */
export interface Threat {
  readonly account: string
  readonly kind: Kind
  /** 0-1, and the same by the evidence of the last hour alone: what is done by itself goes by that. */
  readonly score: number
  readonly fresh: number
  readonly perMinute: number
  readonly lostSoFar: number
  readonly sources: readonly string[]
  /** E.164 digits that the bad calls in progress go to. */
  readonly called: readonly string[]
}

export interface Situation {
  readonly isOpen: boolean
  /** Somebody took back what was done automatically against it lately: it is not done again. */
  readonly spared: boolean
  /** The rule that held at the last look, by its place; -1 for none. */
  readonly held: number
}

export interface Decision {
  readonly step: AutomaticStep
  /** The rule that decided, by its place; -1 for none. */
  readonly rule: number
  /** Why it is less than the rule says, '' when it is not. */
  readonly because: string
}

/** A rule that held keeps holding until the score is this much below, or the money this share of what it asks for. */
const SCORE_SLACK = 10
const MONEY_SLACK = 0.5

/** What a policy has done about a threat: of the rules that fit, the strongest; never more than the policy's mode. */
export function decide(policy: Containment, threat: Threat, situation: Situation): Decision {
  let rule = -1
  for (const [n, each] of policy.rules.entries())
    if (
      fits(each, threat, situation, n === situation.held) &&
      rank(each.do) > rank(policy.rules[rule]?.do ?? 'off')
    )
      rule = n
  const wanted = policy.rules[rule]?.do ?? 'off'
  const capped = weaker(wanted, policy.mode)
  if (rank(capped) > rank('notify') && isQuiet(policy.quiet, threat))
    return { step: 'notify', rule, because: 'It is on the quiet list' }
  if (capped === 'act' && situation.spared)
    return { step: 'ask', rule, because: 'Somebody took it back lately' }
  return { step: capped, rule, because: capped === wanted ? '' : `The mode is ${policy.mode}` }
}

const rank = (step: AutomaticStep): number => automaticSteps.indexOf(step)
const weaker = (a: AutomaticStep, b: AutomaticStep): AutomaticStep => (rank(a) < rank(b) ? a : b)

function fits(rule: ContainmentRule, threat: Threat, { isOpen }: Situation, held: boolean): boolean {
  const enough = (is: number, wanted: string | undefined): boolean =>
    wanted === undefined || is >= (parseMicros(wanted) ?? 0) * (held ? MONEY_SLACK : 1)
  const sure = rule.do === 'act' ? Math.min(threat.score, threat.fresh) : threat.score
  return (
    sure * 100 >= rule.score - (held ? SCORE_SLACK : 0) &&
    (rule.kinds === undefined || rule.kinds.includes(threat.kind)) &&
    (rule.hours === undefined || (rule.hours === 'open') === isOpen) &&
    enough(threat.perMinute, rule.perMinute) &&
    enough(threat.lostSoFar, rule.lost)
  )
}

/** An account by its name, a number by its prefix, an address. Of numbers and addresses all must be on the list. */
function isQuiet(quiet: readonly string[], { account, sources, called }: Threat): boolean {
  if (quiet.length === 0) return false
  if (account !== '' && quiet.includes(account)) return true
  if (sources.length > 0 && sources.every((source) => quiet.includes(source))) return true
  const prefixes = quiet.filter((entry) => entry.startsWith('+')).map((entry) => entry.slice(1))
  return called.length > 0 && called.every((number) => prefixes.some((prefix) => number.startsWith(prefix)))
}
