import { type Draft, draft } from '../draft.ts'
import { MASK } from '../mask.ts'
import { type DialPlan, type DialPlanContext, readDialPlan, type Step, splitTop } from './dial-plan.ts'
import type { Entrance, Gathering } from './model.ts'
import type { Section } from './parse-config.ts'
import { findTollPath, type TollPath } from './toll-paths.ts'

/** Contexts that distributions give to callers nobody knows. */
const FOR_STRANGERS = ['default', 'public', 'from-sip-external', 'guest', 'unauthenticated']

/** extensions.conf: who can reach the lines outside, through which steps, and what a caller's text gets into. */
export function readExtensions(sections: readonly Section[], to: Gathering): void {
  to.told.add('context').add('extension').add('disa')
  const plan = readDialPlan(sections)
  const find = memo((context: string) => findTollPath(plan, context, to.trunks))
  const entrances = to.entrances
  for (const context of plan.contexts.values())
    to.drafts.push(readContext(context, find(context.name), entrances))
  const open = reachableFrom(plan, entrances)
  for (const context of plan.contexts.values())
    for (const [pattern, steps] of byPattern(context)) {
      const name = `${context.name}/${pattern}`
      to.drafts.push(readSteps(name, steps, open.has(context.name)))
      readDisa(name, steps, find, to)
    }
  linkMailboxes(plan, find, to)
  linkAnonymous(find, to)
  const meets = [...plan.contexts.values()].some(
    ({ name, steps }) =>
      open.has(name) && steps.some(({ application }) => /^(?:confbridge|meetme)$/.test(application)),
  )
  for (const it of to.drafts) if (it.type === 'conference') it.say('open', meets)
}

function readContext(context: DialPlanContext, path: TollPath | null, entrances: readonly Entrance[]): Draft {
  const it = draft('context', context.name, context.section.at)
  const into = entrances.filter((each) => each.context === context.name)
  const strangers = into.filter(({ who }) => who !== 'account').map(({ who, name }) => `${who} ${name}`)
  if (FOR_STRANGERS.includes(context.name)) strangers.push('whoever is not recognised')
  it.say('openTo', strangers)
  it.say('open', strangers.length > 0)
  it.say('accounts', into.filter(({ who }) => who === 'account').length)
  const last = path?.steps.at(-1)
  const at = last ? stepAt(last) : null
  it.say('reachesToll', path !== null, at)
  it.say('reachesAbroad', path?.international ?? false, at)
  const contexts = path?.contexts.filter((name, n) => name !== path.contexts[n - 1]) ?? []
  it.say('path', path ? [...contexts, `${last?.entry.file}:${last?.entry.line}`].join(' → ') : '', at)
  return it
}

const stepAt = ({ entry }: Step) => ({
  file: entry.file,
  line: entry.line,
  text: `${entry.key} => ${entry.value.replace(/\b((?:Authenticate|DISA)\()(\d+)/gi, `$1${MASK}`)}`,
})

function byPattern(context: DialPlanContext): ReadonlyMap<string, Step[]> {
  const found = new Map<string, Step[]>()
  for (const step of context.steps) found.set(step.pattern, [...(found.get(step.pattern) ?? []), step])
  return found
}

/** A caller's own text, not passed through FILTER or a number conversion. */
const UNFILTERED = /\$\{(?:EXTEN|CALLERID\([^)]*\)|CALLERID)(?::[^}]*)?\}/i
const FILTERS = /\$\{(?:FILTER|QUOTE|MD5|SHA1|URIENCODE|LEN)\(/i

/** The text without what passes through such a function, with all that stands inside its braces. */
function withoutFilters(text: string): string {
  const from = text.search(FILTERS)
  if (from < 0) return text
  let depth = 0
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '{') depth++
    else if (text[i] === '}' && --depth === 0) return text.slice(0, from) + withoutFilters(text.slice(i + 1))
  }
  return text.slice(0, from)
}

const SHELLS = ['system', 'trysystem', 'agi', 'externalivr']

function readSteps(name: string, steps: readonly Step[], reachedByStrangers: boolean): Draft {
  const [first] = steps as [Step, ...Step[]]
  const it = draft('extension', name, stepAt(first))
  const openEnded = /^_.*[.!]/.test(first.pattern)
  const dial = steps.find(
    ({ application, arguments: text }) =>
      application === 'dial' && UNFILTERED.test(withoutFilters(splitTop(text)[0] ?? '')),
  )
  it.say('dialsUnfiltered', openEnded && dial !== undefined, dial && stepAt(dial))
  const shell = steps.find(runsCallersText)
  it.say('runsCallersText', shell !== undefined, shell && stepAt(shell))
  const transfer = steps.find(
    ({ application, arguments: text }) =>
      application === 'dial' && /T/.test(bareOptions(splitTop(text)[2] ?? '')),
  )
  const limited = steps.some(({ arguments: text }) => text.includes('TRANSFER_CONTEXT'))
  it.say('callerMayTransfer', transfer !== undefined && !limited, transfer && stepAt(transfer))
  it.say('open', reachedByStrangers)
  return it
}

/** Option letters without their arguments in parentheses. */
const bareOptions = (options: string): string => options.replace(/\([^)]*\)/g, '').replace(/\$\{[^}]*\}/g, '')

function runsCallersText({ application, arguments: text, entry }: Step): boolean {
  const clean = withoutFilters(text)
  if (SHELLS.includes(application) && application !== 'agi') return UNFILTERED.test(clean)
  if (application === 'mixmonitor') return UNFILTERED.test(withoutFilters(splitTop(text)[2] ?? ''))
  const shell = /\$\{SHELL\(([^)]*(?:\([^)]*\)[^)]*)*)\)\}/i.exec(entry.value)
  return shell !== null && UNFILTERED.test(withoutFilters(shell[1] ?? ''))
}

function readDisa(
  name: string,
  steps: readonly Step[],
  find: (context: string) => TollPath | null,
  to: Gathering,
): void {
  const guarded = steps.findIndex(({ application }) => application === 'authenticate')
  steps.forEach((step, n) => {
    if (step.application !== 'disa') return
    const [pin = '', context = 'disa'] = splitTop(step.arguments)
    const it = draft('disa', name, stepAt(step))
    const hasPin = /^\d+$/.test(pin)
    it.say('pinLength', hasPin ? pin.length : 0, stepAt(step))
    it.say('asksFirst', guarded >= 0 && guarded < n)
    it.say('pinElsewhere', !hasPin && pin !== 'no-password' && pin !== '', stepAt(step))
    it.say('reachesToll', find(context) !== null, stepAt(step))
    to.drafts.push(it)
  })
}

/** Contexts a caller without a secret comes through, by includes and jumps; names only. */
function reachableFrom(plan: DialPlan, entrances: readonly Entrance[]): ReadonlySet<string> {
  const open = entrances.filter(({ who }) => who !== 'account').map(({ context }) => context)
  const queue = [...open, ...FOR_STRANGERS]
  const seen = new Set<string>()
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const context = plan.contexts.get(name)
    if (!context || seen.has(name)) continue
    seen.add(name)
    queue.push(...context.includes)
  }
  return seen
}

function linkMailboxes(plan: DialPlan, find: (context: string) => TollPath | null, to: Gathering): void {
  for (const box of to.drafts.filter(({ type }) => type === 'mailbox'))
    for (const option of ['dialout', 'callback']) {
      const fact = box.facts.get(option)
      const context = fact && plan.contexts.has(String(fact.value)) ? String(fact.value) : null
      box.say(`${option}ReachesToll`, context !== null && find(context) !== null, fact?.at)
    }
}

function linkAnonymous(find: (context: string) => TollPath | null, to: Gathering): void {
  for (const it of to.drafts.filter(
    ({ type }) => type === 'anonymous-endpoint' || type === 'sip-channel-settings',
  )) {
    const context = to.entrances.find(
      ({ who, name }) =>
        who === 'anonymous' &&
        (name === it.name || (it.type === 'sip-channel-settings' && name === 'guests')),
    )?.context
    if (context !== undefined) it.say('reachesToll', find(context) !== null)
  }
}

function memo<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>()
  return (key) => {
    if (!made.has(key)) made.set(key, make(key))
    return made.get(key) as T
  }
}
