import { describe, expect, it } from 'vitest'
import { ask, createFirewall, parseRules, readQuestion } from '../../src/core/reach/index.ts'
import { passes } from '../support/reach/evaluate.ts'
import { type Dice, dice, randomRules } from '../support/reach/generate.ts'
import { type Packet, type SmallRules, world } from '../support/reach/model.ts'
import { asIptables, asNft } from '../support/reach/write.ts'

// The analysis against a brute force that shares no code with it. REACH_CASES=100000 for the long run.
const CASES = Number(process.env['REACH_CASES'] ?? 500)

const address = (number: number): string => `10.0.0.${number}`

interface Asked {
  readonly from: readonly number[]
  readonly to: number
  readonly proto: 'tcp' | 'udp'
  readonly port: number
  readonly iif: string | null
}

function question(roll: Dice): Asked {
  const bits = roll(4)
  const low = (roll(8) >> bits) << bits
  return {
    from: world.sources.filter((each) => each >> bits === low >> bits),
    to: roll(3) === 0 ? world.behind : world.self,
    proto: roll(3) === 0 ? 'tcp' : 'udp',
    port: world.ports[roll(4)] as number,
    iif: roll(2) === 0 ? null : (world.interfaces[roll(2)] as string),
  }
}

/** Every packet of the question with every answer to what headers do not tell. Any other interface is one more kind. */
function expected(
  rules: SmallRules,
  { from, to, proto, port, iif }: Asked,
): 'always' | 'never' | 'conditional' {
  const outcomes = new Set<boolean>()
  const facts = Array.from({ length: 2 ** world.facts }, (_, n) => [(n & 1) === 1, (n & 2) === 2])
  for (const name of iif === null ? [...world.interfaces, 'other'] : [iif])
    for (const src of from)
      for (const fact of facts) {
        const packet: Packet = { src, dst: to, proto, sport: 40_000, dport: port, iif: name, oif: null }
        outcomes.add(passes(rules, packet, fact, world.self))
      }
  if (outcomes.size === 2) return 'conditional'
  return outcomes.has(true) ? 'always' : 'never'
}

function found(text: string, asked: Asked) {
  const firewall = createFirewall('fw', [parseRules(text, 'rules')])
  return ask(
    readQuestion(
      {
        from: asked.from.map(address).join(','),
        to: address(asked.to),
        proto: asked.proto,
        port: String(asked.port),
        sourcePort: '40000',
        self: address(world.self),
        ...(asked.iif === null ? {} : { inInterface: asked.iif }),
      },
      { zones: null, firewalls: [firewall], placed: [] },
    ),
  )
}

describe('the analysis agrees with brute force', () => {
  for (const [name, write] of [
    ['iptables', asIptables],
    ['nft', asNft],
  ] as const)
    it(`on random rules of ${name}`, { timeout: 3_600_000 }, () => {
      const disagreements: string[] = []
      for (let seed = 1; seed <= CASES; seed += 1) {
        const roll = dice(seed)
        const rules = randomRules(roll, { facts: true, most: 6 })
        const asked = question(roll)
        const text = write(rules, address)
        const [ours, theirs] = [found(text, asked).answer, expected(rules, asked)]
        if (ours !== theirs)
          disagreements.push(
            `seed ${seed}: ${ours}, brute force ${theirs}\n${JSON.stringify(asked)}\n${text}`,
          )
        if (disagreements.length > 2) break
      }
      expect(disagreements.join('\n')).toBe('')
    })
})
