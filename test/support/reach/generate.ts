import { type Act, type Condition, type SmallChain, type SmallRule, type SmallRules, world } from './model.ts'

export type Dice = (sides: number) => number

/** A small generator with a seed, so that a case that fails can be played again. */
export function dice(seed: number): Dice {
  let state = (seed * 2_654_435_761 + 12_345) % 2_147_483_647 || 1
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647
    return state % sides
  }
}

const pick = <T>(list: readonly T[], roll: Dice): T => list[roll(list.length)] as T

export interface Taste {
  readonly facts: boolean
  readonly most: number
}

function condition(roll: Dice, hasPorts: boolean, taste: Taste): Condition | null {
  const not = roll(5) === 0
  const bits = roll(3)
  const low = roll(10)
  switch (roll(taste.facts ? 9 : 8)) {
    case 0:
    case 1:
      return { not, of: { kind: 'src', low: (roll(8) >> bits) << bits, bits } }
    case 2:
      return { not, of: { kind: 'dst', low: world.self + roll(2), bits: 0 } }
    case 3:
      return { not, of: { kind: roll(2) ? 'srcRange' : 'dstRange', low, high: low + roll(10 - low || 1) } }
    case 4:
    case 5:
      return hasPorts ? { not, of: { kind: 'dport', ranges: portRanges(roll) } } : null
    case 6:
      return roll(2)
        ? { not, of: { kind: 'iif', name: pick(world.interfaces, roll) } }
        : {
            not,
            of: { kind: 'state', names: pick([['NEW'], ['ESTABLISHED', 'RELATED'], ['INVALID']], roll) },
          }
    case 7:
      return { not, of: { kind: 'mark', value: roll(2), mask: pick([1, 3], roll) } }
    default:
      return { not, of: { kind: 'fact', id: roll(world.facts) } }
  }
}

function portRanges(roll: Dice): [number, number][] {
  const starts = world.ports.filter(() => roll(3) === 0)
  return (starts.length > 0 ? starts : [pick(world.ports, roll)]).map((port) => [port, port])
}

function rule(roll: Dice, from: number, chains: number, taste: Taste): SmallRule {
  const proto = pick([null, 'udp', 'tcp', 'udp'] as const, roll)
  const conditions = Array.from({ length: roll(4) }, () => condition(roll, proto !== null, taste)).filter(
    (each) => each !== null,
  )
  return { proto, conditions: unlike(conditions), act: act(roll, from, chains) }
}

/** iptables takes each kind of condition once in a rule. */
const unlike = (list: readonly Condition[]): Condition[] => [
  ...new Map(list.map((each) => [each.of.kind.replace('Range', 'range'), each])).values(),
]

function act(roll: Dice, from: number, chains: number): Act {
  const kind = pick(
    ['accept', 'accept', 'drop', 'drop', 'return', 'log', 'jump', 'jump', 'goto', 'mark'] as const,
    roll,
  )
  if (kind === 'jump' || kind === 'goto') {
    if (from >= chains) return { kind: 'drop' }
    return { kind, chain: from + roll(chains - from) }
  }
  if (kind === 'mark') return { kind, value: roll(4), mask: pick([1, 2, 3, 0xffff_ffff], roll) }
  return { kind }
}

const chain = (roll: Dice, length: number, from: number, chains: number, taste: Taste): SmallChain => ({
  rules: Array.from({ length }, () => rule(roll, from, chains, taste)),
})

/** Translation and marking before the filter: no verdicts there but "translate" and "drop". */
function before(roll: Dice, length: number, kind: 'dnat' | 'mark', taste: Taste): SmallChain {
  const acts = (): Act =>
    kind === 'mark'
      ? { kind, value: roll(4), mask: pick([1, 3, 0xffff_ffff], roll) }
      : {
          kind,
          address: pick([world.self, world.behind], roll),
          port: roll(2) ? null : pick(world.ports, roll),
        }
  const rules = Array.from({ length }, () => {
    const made = rule(roll, 0, 0, taste)
    const protoOf = kind === 'dnat' ? (made.proto ?? 'udp') : made.proto
    const fitting = made.conditions.filter(({ of }) => of.kind !== 'state')
    return { ...made, conditions: fitting, proto: protoOf, act: acts() }
  })
  return { rules }
}

export function randomRules(roll: Dice, taste: Taste): SmallRules {
  const chains = roll(4)
  const size = (): number => roll(taste.most)
  return {
    mangle: before(roll, roll(3), 'mark', taste),
    prerouting: before(roll, roll(3), 'dnat', taste),
    input: chain(roll, size(), 0, chains, taste),
    forward: chain(roll, size(), 0, chains, taste),
    user: Array.from({ length: chains }, (_, index) => chain(roll, size(), index + 1, chains, taste)),
    policy: {
      input: pick(['accept', 'drop'] as const, roll),
      forward: pick(['accept', 'drop'] as const, roll),
    },
  }
}
