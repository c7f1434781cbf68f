import type { Action, Condition, Context, Extension } from './dial-plan.ts'

/** A way from a context to a gateway for a caller who signed in nowhere. */
export interface TollPath {
  readonly contexts: readonly string[]
  readonly international: boolean
  /** The bridge that goes out. */
  readonly action: Action
}

/** Numbers somebody from outside may ask for; they end alike, so that they are known again in what is dialled out. */
const TAIL = '79460123'
const ABROAD = ['00', '011', '+', '900', '9011', '000', '0011', ''].map((prefix) => `${prefix}4420${TAIL}`)
const AT_HOME = ['020', '9020', '120', '9120', '20'].map((prefix) => `${prefix}${TAIL}`)
const MOST_STEPS = 10
/** What only a caller who signed in has, or an address that is let in. */
const SECRETS =
  /toll_allow|sip_authorized|user_name|accountcode|acl\(|network_addr|sip_received_ip|sip_from_uri_auth/
const ENDS = /^(?:respond|hangup|reject|deflect|redirect|check_acl)$/

/**
 * Tries numbers on the dial plan as FreeSWITCH would: extensions in order up to the first that matches, its conditions one by
 * one, `transfer` and `execute_extension` followed. Of a condition on anything but the number both answers are tried, save
 * those that ask who the caller is: nobody. Null when no number gets out.
 */
export function findTollPath(contexts: Contexts, from: string): TollPath | null {
  for (const [numbers, international] of [[ABROAD, true] as const, [AT_HOME, false] as const])
    for (const number of numbers) {
      const found = walk(contexts, from, number, [from])
      if (found) return { ...found, international }
    }
  return null
}

type Found = Omit<TollPath, 'international'>
type Contexts = ReadonlyMap<string, Context>

function walk(contexts: Contexts, name: string, number: string, passed: readonly string[]): Found | null {
  if (passed.length > MOST_STEPS) return null
  for (const extension of contexts.get(name)?.extensions ?? []) {
    const match = matchOf(extension, number)
    if (match === null) continue
    const found = act(contexts, name, match.actions, passed)
    if (found !== null && found !== 'over') return found
    if (match.isCertain && (found === 'over' || !extension.continues)) return null
  }
  return null
}

/** 'over' when the call went on elsewhere, or was refused. */
function act(
  contexts: Contexts,
  name: string,
  actions: readonly Action[],
  passed: readonly string[],
): Found | 'over' | null {
  for (const action of actions) {
    if (action.application === 'bridge' && leaves(action.data)) return { contexts: passed, action }
    const target = targetOf(action, name)
    const found = target && walk(contexts, target.context, target.number, [...passed, target.context])
    if (found) return found
    if (action.application === 'transfer' || ENDS.test(action.application)) return 'over'
  }
  return null
}

interface Match {
  readonly actions: readonly Action[]
  readonly isCertain: boolean
}

/** What is done by conditions that hold stays done when a later one does not. */
function matchOf({ conditions }: Extension, number: string): Match | null {
  const actions: Action[] = []
  let isCertain = true
  for (const condition of conditions) {
    const answer = ask(condition, number)
    if (answer === null) isCertain = false
    actions.push(
      ...expanded(answer === false ? condition.antiActions : condition.actions, number, answer || null),
    )
    if (stopsAfter(condition, answer)) break
  }
  return actions.length > 0 ? { actions, isCertain } : null
}

const stopsAfter = ({ breaks }: Condition, answer: Answer): boolean =>
  answer === false
    ? !/^(?:never|on-true)$/.test(breaks)
    : answer !== null && /^(?:always|on-true)$/.test(breaks)

type Answer = readonly string[] | false | null

/** What the expression caught; false when it does not hold, null when it may or may not. */
function ask(condition: Condition, number: string): Answer {
  const { field, expression, asksTime } = condition
  if (asksTime) return null
  if (field === '') return []
  if (SECRETS.test(field)) return false
  if (!/^(?:\$\{)?destination_number\}?$/.test(field)) return null
  try {
    return new RegExp(expression).exec(number) ?? false
  } catch {
    return null
  }
}

function expanded(actions: readonly Action[], number: string, caught: readonly string[] | null): Action[] {
  return actions.map((action) => ({
    ...action,
    data: action.data
      .replace(/\$(\d)/g, (_, n: string) => caught?.[Number(n)] ?? '')
      .replace(/\$\{destination_number\}/g, number),
  }))
}

/** To a gateway, or to an address, with the number the caller asked for. */
const leaves = (data: string): boolean =>
  data.includes(TAIL) && /(?:^|[,|:\]}])sofia\/(?:gateway\/|(?!internal\/)[^/]+\/[^,|]*@)/.test(data)

interface Target {
  readonly context: string
  readonly number: string
}

/** `transfer number [dialplan [context]]`, `execute_extension number [dialplan [context]]`. */
function targetOf({ application, data }: Action, here: string): Target | null {
  if (application !== 'transfer' && application !== 'execute_extension') return null
  const words = data.trim().split(/\s+/)
  const [number = '', , context = here] = /^-(?:aleg|bleg|both)$/.test(words[0] ?? '')
    ? words.slice(1)
    : words
  return { context, number }
}
