import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { appendCall, type Call, type CallBatch, createBatch, createNames } from '#core/calls'
import { type Context, createEngine, freshState, type Rule } from '#core/detection'
import { plainCall } from '../../../test/support/calls.ts'
import { proofContext } from '../../../test/support/rules.ts'
import { readRules } from '../../adapters/content/index.ts'

const NOON = Date.UTC(2026, 2, 4, 12)
let rules: readonly Rule[]
let context: Context
beforeAll(async () => {
  rules = await readRules()
})

/** Calls of a few accounts to expensive places, one after the other by start. */
const attack = fc
  .array(
    fc.record({
      account: fc.constantFrom('1001', '1002'),
      number: fc.integer({ min: 0, max: 40 }),
      gap: fc.integer({ min: 0, max: 60 }),
      ring: fc.integer({ min: 1, max: 8 }),
      seconds: fc.integer({ min: 0, max: 900 }),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((list) => {
    let at = NOON
    return list.map(({ account, number, gap, ring, seconds }, n) => {
      at += gap * 1000
      const answered = seconds > 0
      return plainCall(n, {
        id: `c${n}`,
        startedAt: at,
        answeredAt: answered ? at + ring * 1000 : Number.NaN,
        endedAt: at + (ring + seconds) * 1000,
        billableSeconds: seconds,
        disposition: answered ? 'answered' : 'no-answer',
        account,
        from: account,
        peer: `2526${String(1_000_000 + number)}`,
        dialled: `+2526${String(1_000_000 + number)}`,
        destination: context.numbering.lookup(`2526${String(1_000_000 + number)}`),
      })
    })
  })

const one = (call: Call): CallBatch => {
  const batch = createBatch(1)
  appendCall(batch, call, context.names, 0, false)
  return batch
}
/** As it stands at an instant. */
const at = (call: Call, now: number): Call => {
  const answered = call.answeredAt <= now
  return {
    ...call,
    answeredAt: answered ? call.answeredAt : Number.NaN,
    endedAt: call.endedAt <= now ? call.endedAt : Number.NaN,
    billableSeconds: answered
      ? Math.max(0, Math.floor((Math.min(now, call.endedAt) - call.answeredAt) / 1000))
      : 0,
  }
}

describe('a call in progress', () => {
  test('leaves the same windows behind, however often it was looked at', async () => {
    ;({ context } = proofContext(rules, createNames()))
    fc.assert(
      fc.property(attack, fc.array(fc.nat({ max: 5 }), { maxLength: 40 }), (calls, looks) => {
        const live = createEngine(context, freshState())
        const whole = createEngine(context, freshState())
        const running = calls.map((call) => {
          const judged = live.begin(one(at(call, call.startedAt)))
          return { call, judged }
        })
        looks.forEach((n, step) => {
          const chosen = running[(n * 7 + step) % running.length]
          const now = NOON + step * 20_000
          if (chosen && now >= chosen.call.startedAt) live.goOn(chosen.judged, one(at(chosen.call, now)), now)
        })
        const end = Math.max(...calls.map((call) => call.endedAt))
        for (const { call, judged } of running) live.goOn(judged, one(call), end)
        // The same calls, whole from the start, in the same state of knowledge: nothing learned in between.
        for (const call of calls) whole.begin(one(call))
        for (const [rule, cells] of whole.state.cells)
          for (const [key, cell] of cells.young) {
            const sums = live.state.cells.get(rule)?.young.get(key)?.sums ?? cell.sums.map(() => 0)
            const { measures } = rules.find(({ id }) => id === rule) as Rule
            cell.sums.forEach((sum, m) => {
              // Calls open at once are counted at the moment of asking.
              if (measures[m]?.how === 'concurrent') return
              expect([rule, m, Math.round((sums[m] ?? 0) * 1e6)]).toEqual([rule, m, Math.round(sum * 1e6)])
            })
          }
      }),
      { numRuns: 60 },
    )
  })

  test('five at once from one account are suspicious before any has ended', async () => {
    ;({ context } = proofContext(rules, createNames()))
    const engine = createEngine(context, freshState())
    for (let n = 0; n < 6; n++)
      engine.begin(
        one({
          ...plainCall(n, { account: '1001', from: '1001', peer: `25261234567${n}`, disposition: 'running' }),
          startedAt: NOON + n * 1000,
          answeredAt: Number.NaN,
          endedAt: Number.NaN,
          billableSeconds: 0,
          destination: context.numbering.lookup('252612345670'),
        }),
      )
    const suspect = engine.state.books.account.get(context.names.of('1001'))
    expect(suspect?.score).toBeGreaterThan(0.8)
    expect([...(suspect?.signals.keys() ?? [])]).toContain('many-at-once')
  })
})
