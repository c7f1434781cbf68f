import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nftables } from '../../src/adapters/connectors/nftables/index.ts'
import type { Actuator, ClearedOrder, Order } from '../../src/core/response/index.ts'
import { canFilter, createWire, PBX, type Wire } from '../support/namespaces.ts'

const problem = await canFilter()
if (problem !== null) console.warn(`SKIPPED: firewall with real packets: ${problem}`)

const attackers = ['192.0.2.66', '192.0.2.67', '192.0.2.130', '2001:db8:2::66', '2001:db8:2::67']
const HOUR = 3_600_000
const order = (target: string, until?: number) =>
  ({
    id: 'c1',
    kind: 'block-ip',
    target,
    emergency: ['911'],
    dial: null,
    ...(until === undefined ? {} : { until }),
  }) as Order as ClearedOrder

describe.skipIf(problem !== null)('nftables, with real packets', () => {
  let wire: Wire
  let actuator: Actuator
  let now = Date.now()
  const reachable = async (): Promise<string[]> => {
    const answers = await Promise.all(attackers.map((address) => wire.reaches(address)))
    return attackers.filter((_, n) => answers[n])
  }
  /** Puts it in force the way the flow does. */
  async function block(target: string, until?: number) {
    const given = order(target, until)
    const change = await actuator.plan(given)
    await actuator.apply(given, change)
    return { given, change }
  }

  beforeAll(async () => {
    wire = await createWire(attackers)
    const tools = {
      now: () => now,
      random: () => '',
      saveSettings: async () => undefined,
      cursor: { read: async () => '', write: async () => undefined },
    }
    const connection = nftables.open(nftables.parse({ netns: wire.pbx }), tools)
    expect(await connection.check()).toMatchObject({
      product: expect.stringMatching(/^nftables v/),
      capabilities: [{ control: 'block-ip', available: true, undoable: true, keepsEmergency: true }],
    })
    actuator = connection.actuator as Actuator
  }, 60_000)
  afterAll(() => wire?.close())

  it('drops an address and a network of either family, and nothing else, and goes back to what was', async () => {
    await wire.run('nft', 'add', 'table', 'inet', 'theirs')
    const before = await wire.rules()
    expect(await reachable()).toEqual(attackers)
    const controls = [
      await block('192.0.2.66'),
      await block('192.0.2.128/25'),
      await block('2001:db8:2:0::66'),
    ]
    expect(await reachable()).toEqual(['192.0.2.67', '2001:db8:2::67'])
    for (const { given, change } of controls) expect(await actuator.observe(given, change)).toBe('in-force')
    // A network over a blocked address: each ends by itself.
    const wide = await block('192.0.2.64/28')
    const [single] = controls
    if (single) await actuator.undo(single.given, single.change)
    expect(await wire.reaches('192.0.2.66')).toBe(false)
    for (const { given, change } of [wide, ...controls]) await actuator.undo(given, change)
    expect(await reachable()).toEqual(attackers)
    expect(await wire.rules()).toBe(before)
    for (const { given, change } of controls) expect(await actuator.observe(given, change)).toBe('absent')
  })

  it('is the same when applied twice, or undone twice', async () => {
    const { given, change } = await block('192.0.2.66')
    const once = await wire.rules()
    await actuator.apply(given, change)
    expect(await wire.rules()).toBe(once)
    await actuator.undo(given, change)
    await actuator.undo(given, change)
    expect(await wire.reaches('192.0.2.66')).toBe(true)
  })

  it('many at once do not tread on each other', async () => {
    const controls = await Promise.all(
      Array.from({ length: 12 }, (_, n) => block(n === 0 ? '192.0.2.66' : `198.51.100.${n}`)),
    )
    expect(await wire.reaches('192.0.2.66')).toBe(false)
    expect((await wire.rules()).match(/saddr @block4_32/g)).toHaveLength(1)
    await Promise.all(controls.map(({ given, change }) => actuator.undo(given, change)))
    expect(await wire.rules()).not.toContain('ringfence')
  })

  it('is seen to be gone after a flush, and comes back', async () => {
    const { given, change } = await block('192.0.2.66')
    await wire.run('nft', 'flush', 'chain', 'inet', 'ringfence', 'blocked')
    expect(await actuator.observe(given, change)).toBe('partly')
    await wire.run('nft', 'flush', 'ruleset')
    expect(await actuator.observe(given, change)).toBe('absent')
    expect(await wire.reaches('192.0.2.66')).toBe(true)
    await actuator.apply(given, change)
    expect(await actuator.observe(given, change)).toBe('in-force')
    expect(await wire.reaches('192.0.2.66')).toBe(false)
    await actuator.undo(given, change)
  })

  it('gives the kernel the end, with a grace, and is renewed by applying it again', async () => {
    const real = now
    const { given, change } = await block('192.0.2.66', real + HOUR)
    expect(await wire.rules()).toMatch(/192\.0\.2\.66 timeout 1h1m expires/)
    expect(await actuator.observe(given, change)).toBe('in-force')
    const longer = order('192.0.2.66', real + 2 * HOUR)
    expect(await actuator.observe(longer, change)).toBe('partly')
    await actuator.apply(longer, change)
    expect(await actuator.observe(longer, change)).toBe('in-force')
    // Within the grace: the kernel ends it although nobody else does.
    now = real + 2 * HOUR + 59_000
    await actuator.apply(order('192.0.2.66', now - 60_000), change)
    expect(await wire.rules()).toMatch(/192\.0\.2\.66 timeout 1m1s/)
    now = real
    await actuator.undo(given, change)
  })

  it('leaves in place what somebody else had blocked before in our table', async () => {
    const first = await block('192.0.2.66')
    const second = await block('192.0.2.66')
    await actuator.undo(second.given, second.change)
    expect(await wire.reaches('192.0.2.66')).toBe(false)
    await actuator.undo(first.given, first.change)
    expect(await wire.reaches('192.0.2.66')).toBe(true)
  })

  it('leaves it for as long as they wanted: for good, or to the end they gave it', async () => {
    const rule = () => wire.rules().then((text) => /192\.0\.2\.66[^,}]*/.exec(text)?.[0].trim() ?? '')
    const forGood = await block('192.0.2.66')
    const ours = await block('192.0.2.66', now + HOUR)
    expect(await rule()).toBe('192.0.2.66')
    await actuator.undo(ours.given, ours.change)
    expect(await rule()).toBe('192.0.2.66')
    await actuator.undo(forGood.given, forGood.change)

    const short = await block('192.0.2.66', now + 10 * 60_000)
    const longer = await block('192.0.2.66', now + HOUR)
    expect(await rule()).toMatch(/timeout 1h1m/)
    await actuator.undo(longer.given, longer.change)
    expect(await rule()).toMatch(/timeout 1[01]m/)
    await actuator.undo(short.given, short.change)
    expect(await rule()).toBe('')
  })

  it('tells the guards its own addresses', async () => {
    const { keep } = await actuator.terrain()
    const addresses = keep.map(({ address }) => address)
    expect(addresses).toEqual(expect.arrayContaining([PBX.four, PBX.six]))
  })

  it('says clearly that a namespace is not there', async () => {
    const gone = nftables.open(nftables.parse({ netns: 'rf-nowhere' }), {
      now: () => now,
      random: () => '',
      saveSettings: async () => undefined,
      cursor: { read: async () => '', write: async () => undefined },
    })
    await expect(gone.check()).rejects.toMatchObject({ code: 'firewall-refused' })
  })
})
