import { describe, expect, it } from 'vitest'
import { attackKinds, generate, invoice, type SimCall, writeDialect } from './index.ts'

const HOUR = 3_600_000
const small = { extensions: 10 as const }
const pumped = (calls: readonly SimCall[]): SimCall[] => calls.filter((call) => call.phase === 'pump')

/** Most calls up at once, by sweep. */
function peak(calls: readonly SimCall[]): number {
  const edges = calls
    .flatMap(
      (call) =>
        [
          [call.start, 1],
          [call.end, -1],
        ] as const,
    )
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]) // prettier-ignore
  let now = 0
  let most = 0
  for (const [, step] of edges) {
    now += step
    most = Math.max(most, now)
  }
  return most
}

describe('the generator', () => {
  it('gives the same bytes for the same seed and other bytes for another', () => {
    const text = (seed: number): string => {
      const scenario = generate({ ...small, seed, attack: 'A1', lookAlikes: ['fax-retries', 'late-batch'] })
      return writeDialect(scenario, 'asterisk-csv').files[0]?.text ?? ''
    }
    expect(text(5)).toBe(text(5))
    expect(text(5)).not.toBe(text(6))
  })

  it.each(attackKinds)('%s has calls, an account or a caller, and a beginning within the file', (attack) => {
    for (const seed of [1, 2, 3]) {
      const { truth, calls, world, until } = generate({
        ...small,
        seed,
        attack,
        ...(seed === 3 ? { days: 2 } : {}),
      })
      expect(calls.every((call, i) => i === 0 || call.start >= (calls[i - 1] as SimCall).start)).toBe(true)
      if (attack === 'A16') continue
      const fraud = calls.filter((call) => call.fraud)
      expect(fraud.length, `seed ${seed}`).toBeGreaterThan(0)
      expect(fraud.length).toBeLessThanOrEqual(21_000)
      expect(truth.began).toBeGreaterThanOrEqual(world.from)
      expect(truth.beganCalls).toBe(Math.min(...fraud.map((call) => call.start)))
      expect(truth.ended === null ? until : truth.ended).toBeLessThanOrEqual(until)
    }
  })

  it('keeps legitimate calls away from the ranges that fraud uses', () => {
    const { calls } = generate({
      extensions: 50,
      seed: 9,
      attack: 'A2',
      lookAlikes: ['sales-campaign', 'support-desk'],
    })
    const stolen = new Set(calls.filter((call) => call.fraud).map((call) => call.peer.slice(0, 7)))
    expect(calls.filter((call) => !call.fraud && stolen.has(call.peer.slice(0, 7)))).toEqual([])
  })

  it('leaves an honest month without fraud', () => {
    const { truth, security } = generate({ ...small, seed: 4 })
    expect(truth).toMatchObject({ breach: false, began: null, exposureMicros: 0, accounts: [] })
    expect(security.some((event) => event.fraud)).toBe(false)
  })
})

describe('attack parameters stay in the ranges of the table', () => {
  it('A1: 8-220 at once, 1-40 numbers, a quarter of an hour to an hour, one in ten failing', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { calls } = generate({ ...small, seed, attack: 'A1', ongoing: false, history: true })
      const pump = pumped(calls)
      expect(peak(pump)).toBeGreaterThanOrEqual(6)
      expect(peak(pump)).toBeLessThanOrEqual(220)
      expect(new Set(pump.map((call) => call.peer)).size).toBeLessThanOrEqual(45)
      const failed = pump.filter((call) => call.seconds === 0).length / pump.length
      expect(failed).toBeGreaterThan(0.01)
      expect(failed).toBeLessThan(0.25)
      const tests = calls.filter((call) => call.phase === 'test')
      expect(tests.length).toBeGreaterThanOrEqual(1)
      expect(tests.length).toBeLessThanOrEqual(3)
      expect(tests.every((call) => call.seconds <= 30)).toBe(true)
    }
  })

  it('A3: 3 to 12 minutes, over 10 or more prefixes, in office hours', () => {
    const { calls, world } = generate({ ...small, seed: 2, attack: 'A3', ongoing: false })
    const fraud = calls.filter((call) => call.fraud)
    expect(fraud.every((call) => call.seconds === 0 || (call.seconds >= 180 && call.seconds <= 720))).toBe(
      true,
    )
    expect(new Set(fraud.map((call) => call.peer.slice(0, 4))).size).toBeGreaterThanOrEqual(8)
    expect(fraud.every((call) => world.zone.hour(call.start) >= 8 && world.zone.hour(call.start) < 18)).toBe(
      true,
    )
  })

  it('A6: rings of two seconds at most, and few call-backs', () => {
    const { calls } = generate({ ...small, seed: 3, attack: 'A6', ongoing: false })
    const pings = calls.filter((call) => call.phase === 'ping')
    expect(pings.every((call) => call.end - call.start <= 2000 && call.seconds === 0)).toBe(true)
    expect(calls.filter((call) => call.phase === 'callback').length / pings.length).toBeLessThan(0.05)
  })

  it('A10: at least ten prefixes before one number within ten seconds', () => {
    const { calls } = generate({ ...small, seed: 3, attack: 'A10' })
    const scan = calls.filter((call) => call.phase === 'scan')
    const first = scan.filter((call) => call.start < (scan[0] as SimCall).start + 10_000)
    expect(new Set(first.map((call) => call.dialled)).size).toBeGreaterThanOrEqual(10)
  })
})

describe('the invoice', () => {
  it('agrees with the calls of an honest month but for clerical errors', () => {
    const scenario = generate({ ...small, seed: 8 })
    const { truth, csv } = invoice(scenario)
    const classes = [...truth.lines.values()].map((line) => line.class)
    expect(classes.filter((c) => c === 'matched').length / classes.length).toBeGreaterThan(0.98)
    expect(csv.trim().split('\n').length).toBe(truth.lines.size + 1)
  })

  it('holds calls that the PBX never saw when the trunk password is stolen', () => {
    const scenario = generate({ ...small, seed: 8, attack: 'A12', ongoing: false })
    const { truth } = invoice(scenario)
    const strange = [...truth.lines.values()].filter((line) => line.class === 'provider-only')
    expect(strange.length).toBe(
      scenario.calls.filter((call) => call.carrierOnly && call.seconds > 0 && call.end < scenario.until)
        .length,
    )
    expect(writeDialect(scenario, 'asterisk-csv').ids.size).toBeLessThan(scenario.calls.length)
  })

  it('bills more seconds than were talked when the carrier cheats', () => {
    const { truth } = invoice(generate({ ...small, seed: 8, attack: 'A16' }))
    expect([...truth.lines.values()].some((line) => line.class === 'over-duration' && line.over > 0)).toBe(
      true,
    )
    expect(truth.disputedMicros).toBeGreaterThan(0)
  })

  it('starts the clock of an attack hours before it pumps when there was time', () => {
    const { truth } = generate({ ...small, seed: 2, attack: 'A9', ongoing: false })
    expect((truth.beganCalls ?? 0) - (truth.began ?? 0)).toBeGreaterThan(0.01 * HOUR)
  })
})
