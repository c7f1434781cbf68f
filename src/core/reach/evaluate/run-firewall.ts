import type { Base, Chain, Family, Firewall, Hook, Match, Side } from '../model.ts'
import { none, type PacketSet } from '../sets/index.ts'
import type { Env } from './env.ts'
import { type Decision, type Flow, type Run, runChain } from './run-chain.ts'
import { where } from './where.ts'

export const paths = ['INPUT', 'FORWARD', 'OUTPUT'] as const
export type Path = (typeof paths)[number]

/** How packets come to and leave a firewall. */
export interface Passage {
  /** INPUT, FORWARD or OUTPUT where somebody says so; null: by the destination, where the rules tell the own addresses. */
  readonly path: Path
  readonly settled: boolean
  /** Which interfaces they may leave by, once it is known that they are sent on. */
  readonly leaving: Match
  /** None: they are for the machine itself. */
  readonly staying: Match
}

export interface Passing {
  readonly out: readonly Flow[]
  readonly decisions: readonly Decision[]
}

type BaseChain = Chain & { readonly base: Base }

/** Base chains of a hook for a family, in the order in which the kernel calls them. */
function chainsAt(firewall: Firewall, hook: Hook, family: Family): BaseChain[] {
  return [...firewall.chains.values()]
    .filter((chain): chain is BaseChain => chain.base?.hook === hook)
    .filter(({ base }) => base.family === 'both' || base.family === family)
    .sort((a, b) => a.base.priority - b.base.priority)
}

const sideOf = (hook: Hook): Side => (hook === 'prerouting' || hook === 'output' ? 'dst' : 'src')

/** All base chains of a hook must accept. */
function runHook(run: Run, hook: Hook, flows: readonly Flow[]): Passing {
  const decisions: Decision[] = []
  let here = flows
  for (const chain of chainsAt(run.firewall, hook, run.place.family)) {
    const after: Flow[] = []
    for (const flow of here) {
      if (chain.base.type === 'nat' && !translates(hook, flow.env)) after.push(flow)
      else after.push(...runBase(run, chain, flow, decisions))
    }
    here = merged(run, after)
  }
  return { out: here, decisions }
}

/** Only the first packet of a connection is translated, and only once each way. */
const translates = (hook: Hook, env: Env): boolean => env.state === 'new' && !env.translated[sideOf(hook)]

function runBase(run: Run, chain: BaseChain, flow: Flow, decisions: Decision[]): Flow[] {
  const { through, decided } = runChain(run, chain, flow)
  const { policy, policyAt, policyText, decides } = chain.base
  const byPolicy = through.map(
    ({ set, env }): Decision => ({
      verdict: policy,
      at: policyAt,
      text: policyText,
      set,
      env,
      chain: chain.name,
      telling: decides,
    }),
  )
  const whole = [...decided, ...byPolicy]
  decisions.push(...whole)
  return whole.filter(({ verdict }) => verdict === 'accept').map(({ set, env }) => ({ set, env }))
}

function merged(run: Run, flows: readonly Flow[]): Flow[] {
  const byEnv = new Map<number, Flow>()
  for (const flow of flows) {
    const known = byEnv.get(flow.env.id)
    const set = known ? run.place.algebra.or(known.set, flow.set) : flow.set
    byEnv.set(flow.env.id, { set, env: flow.env })
  }
  return [...byEnv.values()]
}

/** Sends packets through one firewall, from wire to wire. */
export function runFirewall(run: Run, flows: readonly Flow[], passage: Passage): Passing {
  const decisions: Decision[] = []
  const through = (hook: Hook, given: readonly Flow[]): readonly Flow[] => {
    const passing = runHook(run, hook, given)
    decisions.push(...passing.decisions)
    return passing.out
  }
  if (passage.path === 'OUTPUT') {
    const leaving = kept(run, flows, passage.leaving)
    return { out: through('postrouting', through('output', leaving)), decisions }
  }
  const arrived = through('prerouting', through('ingress', flows))
  const { staying, leaving } = routed(run, arrived, passage)
  const received = through('input', kept(run, staying, passage.staying))
  const sentOn = through('postrouting', through('forward', kept(run, leaving, passage.leaving)))
  return { out: merged(run, [...received, ...sentOn]), decisions }
}

function kept(run: Run, flows: readonly Flow[], match: Match): Flow[] {
  return flows
    .map(({ set, env }) => ({ set: where(run.place, set, match, env, null), env }))
    .filter(({ set }) => set !== none)
}

/** Which of the packets are for the machine itself. */
function routed(
  run: Run,
  flows: readonly Flow[],
  passage: Passage,
): { staying: readonly Flow[]; leaving: readonly Flow[] } {
  const staying: Flow[] = []
  const leaving: Flow[] = []
  const add = (to: Flow[], set: PacketSet, env: Env, own: boolean): void => {
    if (set !== none) to.push({ set, env: run.envs.with(env, { own }) })
  }
  for (const { set, env } of flows) {
    const mine = ownPart(run, set, env, passage)
    add(staying, mine, env, true)
    add(leaving, run.place.algebra.minus(set, mine), env, false)
  }
  return { staying, leaving }
}

function ownPart(run: Run, set: PacketSet, env: Env, { path, settled }: Passage): PacketSet {
  const moved = env.translated.dst && env.headers.dst !== undefined
  if (moved && env.own === true) return set
  const { own } = run.place
  if (own.length > 0 && (moved || !settled))
    return where(
      run.place,
      set,
      { kind: 'in', field: 'dst', ranges: own, family: run.place.family },
      env,
      null,
    )
  if (moved) return none
  return path === 'INPUT' ? set : none
}
