import { type DialPlan, type DialPlanContext, fits, type Step, splitTop } from './dial-plan.ts'

/** A way from a context to a line outside, with a number of the caller's choice. */
export interface TollPath {
  /** Steps in order; the last one dials. */
  readonly steps: readonly Step[]
  /** Contexts passed, from the first to the one that dials. */
  readonly contexts: readonly string[]
  /** Whether a number of another country can be dialled on it. */
  readonly international: boolean
}

/** Where a caller stands: `dialled` is null when it is whatever the caller chose. */
interface Place {
  readonly context: string
  readonly dialled: string | null
  readonly steps: readonly Step[]
  readonly contexts: readonly string[]
  readonly international: boolean
}

/** Who does not know a secret goes no further. */
const GUARDS = new Set(['authenticate', 'vmauthenticate'])
const SAMPLES_ABROAD = [
  '00442079460000',
  '011442079460000',
  '+442079460000',
  '900442079460000',
  '9011442079460000',
  '442079460000',
]
const MOST_PLACES = 20_000

/**
 * A proof by search that a caller who enters `from` can reach a trunk with a number he chose: along includes, Goto, Gosub,
 * Macro, DISA, Local channels and digits keyed into an IVR. A number written in the dial plan is followed as that number, so a DID that rings one
 * extension is no path. Guards by password end a path; conditions are taken as passable.
 */
export function findTollPath(plan: DialPlan, from: string, trunks: ReadonlySet<string>): TollPath | null {
  const queue: Place[] = [{ context: from, dialled: null, steps: [], contexts: [from], international: true }]
  const seen = new Set<string>()
  let found: TollPath | null = null
  for (let place = queue.shift(); place && seen.size < MOST_PLACES; place = queue.shift()) {
    const key = `${place.context}\n${place.dialled ?? '\u0000'}`
    if (seen.has(key)) continue
    seen.add(key)
    for (const block of blocksAt(plan, place)) {
      const path = follow(plan, place, block, trunks, queue)
      if (path?.international) return path
      found ??= path
    }
  }
  return found
}

interface Block {
  readonly context: string
  readonly steps: readonly Step[]
}

/** The steps of each pattern that the place can enter, its own and included ones, up to a guard. */
function blocksAt(plan: DialPlan, { context, dialled }: Place): Block[] {
  return withIncluded(plan, context).flatMap((each) => {
    const byPattern = new Map<string, Step[]>()
    for (const step of each.steps) {
      if (dialled !== null && !fits(step.pattern, dialled)) continue
      byPattern.set(step.pattern, [...(byPattern.get(step.pattern) ?? []), step])
    }
    return [...byPattern.values()].map((steps) => {
      const guard = steps.findIndex((step) => isGuard(plan, step))
      return { context: each.name, steps: guard < 0 ? steps : steps.slice(0, guard) }
    })
  })
}

/** Asks for a secret itself, or calls a subroutine that does. */
function isGuard(plan: DialPlan, { application, arguments: text }: Step): boolean {
  if (GUARDS.has(application)) return true
  if (application !== 'gosub') return false
  const [context, dialled] = jump(splitTop(text.replace(/\([^()]*\)$/, '')), '', null)
  const called = plan.contexts.get(context)?.steps ?? []
  return called.some(
    (step) => GUARDS.has(step.application) && dialled !== null && fits(step.pattern, dialled),
  )
}

function withIncluded(plan: DialPlan, context: string, seen = new Set<string>()): DialPlanContext[] {
  const own = plan.contexts.get(context)
  if (!own || seen.has(context)) return []
  seen.add(context)
  return [own, ...own.includes.flatMap((name) => withIncluded(plan, name, seen))]
}

function follow(
  plan: DialPlan,
  place: Place,
  block: Block,
  trunks: ReadonlySet<string>,
  queue: Place[],
): TollPath | null {
  const contexts = block.context === place.context ? place.contexts : [...place.contexts, block.context]
  for (const step of block.steps) {
    // A pattern with letters for digits is the caller's choice; one without says which number it is.
    const chosen = place.dialled ?? (step.pattern.startsWith('_') ? null : step.pattern)
    const international =
      place.international &&
      (chosen !== null ||
        !step.pattern.startsWith('_') ||
        reachesAbroad(step.pattern, place.contexts.length > 1))
    const text = resolve(step.arguments, plan, chosen)
    const steps = [...place.steps, step]
    if (step.application === 'dial' && chosen === null && dialsOut(text, trunks))
      return { steps, contexts, international }
    for (const [context, dialled] of targets(step.application, text, place.context, chosen))
      queue.push({ context, dialled, steps, contexts: [...contexts, context], international })
  }
  return null
}

/** After a prefix was cut off (in a further context) a pattern for whole numbers is one for numbers abroad too. */
function reachesAbroad(pattern: string, stripped: boolean): boolean {
  // `_0[1-9]X.` is the national form of many countries, though 011 fits it too.
  const national = /^_9?0\[/.test(pattern)
  return SAMPLES_ABROAD.some(
    (number, n) =>
      (stripped || n < SAMPLES_ABROAD.length - 1) &&
      !(national && number.includes('011')) &&
      fits(pattern, number),
  )
}

/** ${EXTEN}, ${EXTEN:1}, globals; what stays a variable is the caller's. */
function resolve(text: string, plan: DialPlan, dialled: string | null): string {
  let out = text
  for (let round = 0; round < 4; round++)
    out = out.replace(
      /\$\{(?:GLOBAL\()?(\w+)\)?(?::(-?\d+)(?::(-?\d+))?)?\}/g,
      (whole, name, from, length) => {
        const value = name === 'EXTEN' ? dialled : plan.globals.get(name)
        if (value === null || value === undefined) return whole
        const start = from === undefined ? 0 : Number(from)
        return value.slice(start, length === undefined ? undefined : start + Number(length))
      },
    )
  return out
}

const LINE_CARDS = /^(?:dahdi|zap|misdn|capi|khomp|dongle)$/i

/** Dial(PJSIP/number@trunk), Dial(SIP/trunk/number), Dial(DAHDI/g1/number): a trunk and a number that is a variable. */
function dialsOut(text: string, trunks: ReadonlySet<string>): boolean {
  const [destinations = ''] = splitTop(text)
  return splitTop(destinations, '&').some((each) => {
    const [, technology = 'local', rest = ''] = /^(\w+)\/(.+)$/s.exec(each) ?? []
    if (/^local$/i.test(technology) || !rest.includes('${')) return false
    return LINE_CARDS.test(technology) ? rest.includes('/') : isTrunk(trunkOf(rest), trunks)
  })
}

/** `number@trunk` or `trunk/number`; '' when it is a phone. */
function trunkOf(rest: string): string {
  const at = rest.lastIndexOf('@')
  if (at >= 0) return rest.slice(at + 1)
  return rest.includes('/') ? (rest.split('/')[0] ?? '') : ''
}

/** A name that is known as one, one that a variable holds, or the name of a host. */
const isTrunk = (name: string, trunks: ReadonlySet<string>): boolean =>
  trunks.has(name) || name.includes('${') || /^[\w-]+(?:\.[\w-]+)+$/.test(name)

type Target = readonly [context: string, dialled: string | null]

function targets(application: string, text: string, context: string, dialled: string | null): Target[] {
  const args = splitTop(text)
  if (application === 'goto') return [jump(args, context, dialled)]
  if (application === 'gosub') return [jump(splitTop(text.replace(/\([^()]*\)$/, '')), context, dialled)]
  if (application === 'gotoif' || application === 'gosubif' || application === 'gotoiftime')
    return branches(text).map((branch) => jump(splitTop(branch.replace(/\([^()]*\)$/, '')), context, dialled))
  if (application === 'macro') return [[`macro-${args[0] ?? ''}`, 's']]
  if (application === 'disa') return disaTarget(args)
  // Digits that the caller keys while it plays, or waits, are looked up where the caller stands: an IVR's choices.
  if (application === 'background') return [[args[3] || context, null]]
  if (application === 'waitexten') return [[context, null]]
  if (application === 'dial' || application === 'originate')
    return [...text.matchAll(/Local\/([^@&,/]+)@([\w-]+)/gi)].map(
      ([, number = '', to = '']): Target => [to, number.includes('${') ? null : number],
    )
  return []
}

function branches(text: string): string[] {
  const [, both = ''] = splitTop(text, '?')
  return splitTop(both, ':').filter((each) => each !== '')
}

/** `context,extension,priority`, `extension,priority` or a label of this extension. */
function jump(args: readonly string[], context: string, dialled: string | null): Target {
  const [first = '', second = ''] = args
  const variable = (text: string): string | null => (text.includes('${') ? null : text)
  if (args.length >= 3) return [first.includes('${') ? context : first, variable(second)]
  if (args.length === 2) return [context, variable(first)]
  return [context, dialled]
}

/** Only without a PIN: with one it is a guard, and a check of its own asks how good the PIN is. */
function disaTarget([pin = '', context = 'disa']: readonly string[]): Target[] {
  return pin === 'no-password' ? [[context, null]] : []
}
