import { expect, test } from 'vitest'
import { liveMonth } from '../support/live-month.ts'
import { generate, type LookAlike } from '../support/scenario/index.ts'

// A business of fifty seats for a month, after two weeks that teach what is usual, with everything in it that looks like an
// attack and is none. RINGFENCE_SEEDS=8 plays eight of them and prints what was cut.
const SEEDS = Number(process.env['RINGFENCE_SEEDS'] ?? 0)
const timeout = 7_200_000
const looks: readonly LookAlike[] = [
  'sales-campaign',
  'travelling-employee',
  'conference-3h',
  'support-desk',
  'night-shift',
  'overseas-family-office',
  'fax-retries',
  'holiday-calendar',
]

test('the default policy cuts at most one call of the owner in a month of fifty seats', {
  timeout,
}, async () => {
  for (const seed of Array.from({ length: Math.max(1, SEEDS) }, (_, n) => 1 + 2 * n)) {
    const scenario = generate({ seed, extensions: 50, days: 44, attack: null, lookAlikes: looks })
    const month = await liveMonth(scenario, 14)
    if (SEEDS > 0)
      console.log(
        seed,
        scenario.site.country,
        month.calls,
        'cut',
        month.wronglyCut.length,
        'refused',
        month.wronglyRefused.length,
        'acted',
        month.acted.length,
        'asked',
        month.asked.length,
        JSON.stringify(
          month.acted.map(({ account, kind, score, reasons, running }) => ({
            account,
            kind,
            score,
            reasons,
            running: running.length,
          })),
        ),
      )
    expect(month.calls).toBeGreaterThan(2000)
    expect(month.wronglyCut.length).toBeLessThanOrEqual(1)
  }
})

test.each(['A1', 'A4', 'A9'] as const)(
  'and cuts %s in such a month, and after it no call of the owner',
  { timeout },
  async (attack) => {
    const scenario = generate({
      seed: 11,
      extensions: 50,
      days: 30,
      attack,
      history: true,
      ongoing: false,
      lookAlikes: ['sales-campaign'],
    })
    const month = await liveMonth(scenario, 7)
    expect(month.acted.length).toBeGreaterThan(0)
    // Of a guessed password the account is barred before it calls.
    expect(month.fraudCut + (attack === 'A9' ? 1 : 0)).toBeGreaterThan(0)
    expect(month.wronglyCut).toEqual([])
  },
)
