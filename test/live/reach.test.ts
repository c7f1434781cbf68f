import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, createFirewall, parseRules, readQuestion } from '../../src/core/reach/index.ts'
import { dice, randomRules } from '../support/reach/generate.ts'
import { type SmallRules, world } from '../support/reach/model.ts'
import { address, canTryPackets, namespacesInRow, type Row } from '../support/reach/namespaces.ts'
import { asIptables, asNft } from '../support/reach/write.ts'

// Random rules in the kernel, real packets through them, and what the analysis said before. REACH_LIVE=500 for the long run.
const CASES = Number(process.env['REACH_LIVE'] ?? 20)
/** Every tenth rule set has up to some 200 rules in its chains, the others a dozen. */
const mostOf = (seed: number): number => (seed % 10 === 0 ? 80 : 8)
const PATIENCE = 3_000

interface Sent {
  readonly id: number
  readonly src: string
  readonly sport: number
  readonly dst: string
  readonly port: number
}

const sizeOf = ({ mangle, prerouting, input, forward, user }: SmallRules): number =>
  [mangle, prerouting, input, forward, ...user].reduce((sum, { rules }) => sum + rules.length, 0)

/** Whether the analysis says that a packet gets through: it knows each, so it may not answer "conditional". */
function said(text: string, { src, sport, dst, port }: Sent): boolean {
  const firewalls = [createFirewall('fw', [parseRules(text, 'rules')])]
  const wish = {
    from: src,
    to: dst,
    proto: 'udp',
    port: String(port),
    sourcePort: String(sport),
    inInterface: 'veth0',
    self: address(world.self),
  }
  const { answer } = ask(readQuestion(wish, { zones: null, firewalls, placed: [] }))
  expect(answer).not.toBe('conditional')
  return answer === 'always'
}

describe.skipIf(!canTryPackets())('the analysis agrees with real packets', () => {
  let row: Row
  let next = 0
  beforeAll(async () => {
    row = await namespacesInRow(world.ports)
  }, 60_000)
  afterAll(() => row?.close())

  const arrived = async (): Promise<Set<number>> => {
    const lists = await Promise.all([row.firewall, row.behind].map((each) => each.ask({ received: true })))
    return new Set(lists.flat() as number[])
  }
  /** Delivery is quick but not instant: waits for what should come, and a moment for what should not. */
  const settled = async (wanted: readonly number[]): Promise<Set<number>> => {
    const deadline = Date.now() + PATIENCE
    for (;;) {
      await new Promise((done) => setTimeout(done, 15))
      const here = await arrived()
      if (wanted.every((id) => here.has(id)) || Date.now() > deadline) return here
    }
  }

  for (const [kind, write] of [
    ['iptables', asIptables],
    ['nft', asNft],
  ] as const)
    it(`through random rules of ${kind}`, { timeout: 3_600_000 }, async () => {
      const wrong: string[] = []
      let refused = 0
      let largest = 0
      for (let seed = 1; seed <= CASES; seed += 1) {
        const roll = dice(seed * 7)
        const rules = randomRules(roll, { facts: false, most: mostOf(seed) })
        largest = Math.max(largest, sizeOf(rules))
        const text = write(rules, address)
        const problem = row.load(kind, text)
        if (problem !== '') {
          refused += 1
          continue
        }
        const sent = world.sources.map((source): Sent => {
          next += 1
          return {
            id: next,
            src: address(source),
            sport: 10_000 + (next % 50_000),
            dst: address(roll(3) === 0 ? world.behind : world.self),
            port: world.ports[roll(4)] as number,
          }
        })
        const expected = new Map(sent.map((packet) => [packet.id, said(text, packet)]))
        await row.outside.ask({ send: sent })
        const here = await settled(sent.filter(({ id }) => expected.get(id)).map(({ id }) => id))
        for (const packet of sent)
          if (here.has(packet.id) !== expected.get(packet.id))
            wrong.push(
              `seed ${seed}: ${JSON.stringify(packet)} ${here.has(packet.id) ? 'arrived' : 'did not arrive'}\n${text}`,
            )
        if (wrong.length > 2) break
      }
      expect(wrong.join('\n')).toBe('')
      expect(refused).toBeLessThan(CASES / 10)
      expect(largest).toBeGreaterThan(100)
    })
})
