import type { Action, Chain, Firewall, Position, Rule, Translation } from '../model.ts'
import { none, type PacketSet } from '../sets/index.ts'
import type { Env, Envs } from './env.ts'
import { translate } from './translate.ts'
import { type Place, where } from './where.ts'

/** Packets under way: those of one set that carry the same. */
export interface Flow {
  readonly set: PacketSet
  readonly env: Env
}

/** What decided about some packets: a rule, or the policy of a chain. */
export interface Decision {
  readonly verdict: 'accept' | 'drop'
  readonly at: Position
  readonly text: string
  readonly set: PacketSet
  readonly env: Env
  readonly chain: string
  /** It accepted because it rewrote. */
  readonly translates?: boolean
  /** Worth telling of when it accepts. */
  readonly telling: boolean
}

/** A rule as a packet passed it; only a single packet is watched so. */
export interface Passed {
  readonly rule: Rule
  readonly chain: Chain
  readonly action: Action
}

export interface Outcome {
  /** Left the chain without a verdict. */
  readonly through: readonly Flow[]
  readonly decided: readonly Decision[]
}

export interface Run {
  readonly firewall: Firewall
  readonly place: Place
  readonly envs: Envs
  /** Whether the chain translates addresses: a connection is translated once. */
  readonly memo: Map<string, Outcome>
  readonly watch?: ((passed: Passed) => void) | undefined
  /** Told of each rule of the chain that is run, and what comes to it; not of those in chains it jumps to. */
  readonly arrives?: ((rule: Rule, flows: Iterable<Flow>) => void) | undefined
}

/** Sets of packets by what they carry; what carries the same flows together again. */
class Pool {
  readonly sets = new Map<number, PacketSet>()
  readonly #run: Run
  constructor(run: Run) {
    this.#run = run
  }
  add(env: Env, set: PacketSet): void {
    if (set === none) return
    this.sets.set(env.id, this.#run.place.algebra.or(this.sets.get(env.id) ?? none, set))
  }
  *flows(): Generator<Flow> {
    for (const [id, set] of this.sets) yield { set, env: this.#run.envs.of(id) }
  }
}

interface Walk {
  readonly run: Run
  readonly chain: Chain
  readonly stack: readonly string[]
  readonly next: Pool
  readonly returned: Pool
  readonly decided: Decision[]
}

/** Sends packets through a chain, first rule to last. Equal sets that come by twice are answered from memory, so that a diamond of jumps costs no more than its rules. */
export function runChain(run: Run, chain: Chain, flow: Flow, stack: readonly string[] = []): Outcome {
  const key = `${chain.key} ${flow.set} ${flow.env.id}`
  const known = run.watch ? undefined : run.memo.get(key)
  if (known) return known
  let live = new Pool(run)
  live.add(flow.env, flow.set)
  const returned = new Pool(run)
  const decided: Decision[] = []
  for (const rule of chain.rules) {
    if (stack.length === 0) run.arrives?.(rule, live.flows())
    if (live.sets.size === 0) break
    const next = new Pool(run)
    const walk: Walk = { run, chain, stack: [...stack, chain.key], next, returned, decided }
    for (const each of live.flows()) runRule(walk, rule, each)
    live = next
  }
  for (const { set, env } of live.flows()) returned.add(env, set)
  const outcome = { through: [...returned.flows()], decided }
  if (!run.watch) run.memo.set(key, outcome)
  return outcome
}

function runRule(walk: Walk, rule: Rule, flow: Flow): void {
  const { algebra } = walk.run.place
  let here = [flow]
  for (const step of rule.steps) {
    const after: Flow[] = []
    for (const { set, env } of here) {
      if ('match' in step) {
        const hit = where(walk.run.place, set, step.match, env, rule.at)
        walk.next.add(env, algebra.minus(set, hit))
        if (hit !== none) after.push({ set: hit, env })
      } else {
        walk.run.watch?.({ rule, chain: walk.chain, action: step.action })
        after.push(...act(walk, rule, step.action, { set, env }))
      }
    }
    here = after
    if (here.length === 0) return
  }
  for (const { set, env } of here) walk.next.add(env, set)
}

function decide(
  walk: Walk,
  rule: Rule,
  verdict: 'accept' | 'drop',
  { set, env }: Flow,
  more: Pick<Decision, 'translates' | 'telling'> = { telling: true },
): void {
  if (set === none) return
  walk.decided.push({
    verdict,
    at: rule.at,
    text: rule.text,
    set,
    env,
    chain: walk.chain.name,
    ...more,
  })
}

/** Address translation ends its chain: the packets go on with other headers. */
function translated(walk: Walk, rule: Rule, action: Translation, flow: Flow): Flow[] {
  const env = translate(walk.run.place, walk.run.envs, action, flow.env, rule.at)
  if (env === null) return [flow]
  decide(walk, rule, 'accept', { set: flow.set, env }, { telling: action.side === 'dst', translates: true })
  return []
}

/** What is left of the flow for the rest of the rule. */
function act(walk: Walk, rule: Rule, action: Action, flow: Flow): Flow[] {
  const { envs } = walk.run
  const changed = (change: Partial<Env>): Flow[] => [{ set: flow.set, env: envs.with(flow.env, change) }]
  switch (action.kind) {
    case 'accept':
    case 'drop':
      decide(walk, rule, action.kind, flow)
      return []
    case 'return':
      walk.returned.add(flow.env, flow.set)
      return []
    case 'continue':
      return [flow]
    case 'jump':
    case 'goto':
      enter(walk, rule, action, flow)
      return []
    case 'mark': {
      const old = flow.env.marks[action.of]
      const mark =
        action.keep === 0 ? action.flip : old === null ? null : ((old & action.keep) ^ action.flip) >>> 0
      return changed({ marks: { ...flow.env.marks, [action.of]: mark } })
    }
    case 'copy-mark':
      return changed({ marks: copiedMarks(flow.env, action) })
    case 'untrack':
      return changed({ state: 'untracked' })
    case 'translate':
      return translated(walk, rule, action, flow)
    case 'choose':
      return choose(walk, rule, action, flow)
    case 'unknown':
      return guess(walk, rule, action.text, flow)
  }
}

function copiedMarks(env: Env, { from, clear, take }: Extract<Action, { kind: 'copy-mark' }>): Env['marks'] {
  const to = from === 'packet' ? 'connection' : 'packet'
  const [source, target] = [env.marks[from], env.marks[to]]
  const mark = source === null || target === null ? null : ((target & ~clear) ^ (source & take)) >>> 0
  return { ...env.marks, [to]: mark }
}

function enter(walk: Walk, rule: Rule, action: Extract<Action, { kind: 'jump' | 'goto' }>, flow: Flow): void {
  const target = walk.run.firewall.chains.get(action.chain)
  if (!target || walk.stack.includes(target.key)) {
    const why = target ? 'which leads back to itself' : 'which is not in the rules'
    for (const left of guess(walk, rule, `chain ${action.chain.split(' ').at(-1)}, ${why}`, flow))
      walk.next.add(left.env, left.set)
    return
  }
  const outcome = runChain(walk.run, target, flow, walk.stack)
  walk.decided.push(...outcome.decided)
  const home = action.kind === 'jump' ? walk.next : walk.returned
  for (const { set, env } of outcome.through) home.add(env, set)
}

function choose(walk: Walk, rule: Rule, { cases }: Extract<Action, { kind: 'choose' }>, flow: Flow): Flow[] {
  const { algebra } = walk.run.place
  let left = flow.set
  const after: Flow[] = []
  for (const each of cases) {
    if (left === none) break
    const hit = where(walk.run.place, left, each.match, flow.env, rule.at)
    if (hit === none) continue
    left = algebra.minus(left, hit)
    walk.run.watch?.({ rule, chain: walk.chain, action: each.action })
    after.push(...act(walk, rule, each.action, { set: hit, env: flow.env }))
  }
  walk.next.add(flow.env, left)
  return after
}

/** A rule nobody can read: it may accept, it may drop, it may do nothing. */
function guess(walk: Walk, rule: Rule, text: string, flow: Flow): Flow[] {
  const { algebra, conditions } = walk.run.place
  const accepts = algebra.and(flow.set, conditions.holds(`${text}: accepts`, rule.at, true))
  const rest = algebra.minus(flow.set, accepts)
  const drops = algebra.and(rest, conditions.holds(`${text}: drops`, rule.at, true))
  decide(walk, rule, 'accept', { set: accepts, env: flow.env })
  decide(walk, rule, 'drop', { set: drops, env: flow.env })
  const left = algebra.minus(rest, drops)
  return left === none ? [] : [{ set: left, env: flow.env }]
}
