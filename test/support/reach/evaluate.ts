import type { Condition, Packet, SmallChain, SmallRule, SmallRules } from './model.ts'

// The brute force: one packet, one rule after the other, as the manual page of iptables tells it.

interface Carried {
  packet: Packet
  mark: number
  facts: readonly boolean[]
}

const holds = ({ not, of }: Condition, { packet, mark, facts }: Carried): boolean => {
  const inside = (): boolean => {
    switch (of.kind) {
      case 'src':
      case 'dst':
        return packet[of.kind] >> of.bits === of.low >> of.bits
      case 'srcRange':
        return packet.src >= of.low && packet.src <= of.high
      case 'dstRange':
        return packet.dst >= of.low && packet.dst <= of.high
      case 'dport':
      case 'sport':
        return of.ranges.some(([low, high]) => packet[of.kind] >= low && packet[of.kind] <= high)
      case 'iif':
        return packet.iif === of.name
      case 'mark':
        return (mark & of.mask) === of.value
      case 'state':
        return of.names.includes('NEW')
      case 'fact':
        return facts[of.id] ?? false
    }
  }
  return inside() !== not
}

const fits = (rule: SmallRule, carried: Carried): boolean =>
  (rule.proto === null || rule.proto === carried.packet.proto) &&
  rule.conditions.every((condition) => holds(condition, carried))

type End = 'accept' | 'drop' | 'return'

/** Runs a chain; 'return' when its end is reached. Marks and translation change what is carried. */
function run(rules: SmallRules, chain: SmallChain, carried: Carried): End {
  for (const rule of chain.rules) {
    if (!fits(rule, carried)) continue
    const { act } = rule
    if (act.kind === 'accept' || act.kind === 'drop' || act.kind === 'return') return act.kind
    if (act.kind === 'jump' || act.kind === 'goto') {
      const end = run(rules, rules.user[act.chain] as SmallChain, carried)
      if (end !== 'return') return end
      if (act.kind === 'goto') return 'return'
    }
    if (act.kind === 'mark') carried.mark = ((carried.mark & ~act.mask) ^ act.value) >>> 0
    if (act.kind === 'dnat') {
      carried.packet = { ...carried.packet, dst: act.address, dport: act.port ?? carried.packet.dport }
      return 'accept'
    }
  }
  return 'return'
}

/** Whether the packet gets through: translated, routed by its destination, filtered. */
export function passes(rules: SmallRules, packet: Packet, facts: readonly boolean[], self: number): boolean {
  const carried: Carried = { packet, mark: 0, facts }
  if (run(rules, rules.mangle, carried) === 'drop') return false
  if (run(rules, rules.prerouting, carried) === 'drop') return false
  const own = carried.packet.dst === self
  const end = run(rules, own ? rules.input : rules.forward, carried)
  return (end === 'return' ? rules.policy[own ? 'input' : 'forward'] : end) === 'accept'
}
