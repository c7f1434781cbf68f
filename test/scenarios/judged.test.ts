import { expect, test } from 'vitest'
import { judged } from '../support/judged.ts'
import {
  type AttackKind,
  attackKinds,
  type Dialect,
  dialects,
  generate,
  type LookAlike,
  lookAlikes,
  writeDialect,
} from '../support/scenario/index.ts' // prettier-ignore
import { type Score, score, summarise } from '../support/score.ts'

// The detection rules are tuned on even seeds of the scenario generator and judged here on odd ones. A few seeds run
// with the suite; RINGFENCE_SEEDS=20 runs that many an attack and prints the table of docs/rooms/detection.md.
const SEEDS = Number(process.env['RINGFENCE_SEEDS'] ?? 1)
const FIRST = process.env['RINGFENCE_TUNED'] ? 2 : 1
const seeds = Array.from({ length: SEEDS }, (_, n) => FIRST + 2 * n)
const visible: readonly AttackKind[] = attackKinds.filter((kind) => kind !== 'A12' && kind !== 'A16')
const formats = dialects.filter((dialect) => dialect !== 'asterisk-security')
/** Every attack meets every format sooner or later: the format moves on with attack and seed. */
const formatFor = (attack: AttackKind, seed: number): Dialect =>
  formats[(visible.indexOf(attack) + (seed >> 1) * 5) % formats.length] as Dialect

async function judgeOne(
  seed: number,
  attack: AttackKind | null,
  dialect: Dialect,
  look?: LookAlike,
): Promise<Score> {
  const scenario = generate({ seed, attack, ...(look ? { lookAlikes: [look] } : {}) })
  const written = writeDialect(scenario, dialect)
  const security = dialect.startsWith('asterisk') ? writeDialect(scenario, 'asterisk-security').files : []
  const verdict = await judged({
    files: [...written.files, ...security],
    site: scenario.site,
    deck: scenario.deck,
    map: written.mapping,
  })
  return score(verdict, scenario.truth, written, { security: security.length > 0 })
}

async function judgeAll(pick: (attack: AttackKind, seed: number) => Dialect): Promise<Score[]> {
  const scores: Score[] = []
  for (const attack of visible)
    for (const seed of seeds) scores.push(await judgeOne(seed, attack, pick(attack, seed)))
  return scores
}

test('finds the calls of every kind of attack in Asterisk records, and no others', {
  timeout: 3_600_000,
}, async () => {
  const sum = summarise(await judgeAll(() => 'asterisk-csv'))
  console.log('asterisk-csv', JSON.stringify(sum))
  expect(sum.callRecall).toBeGreaterThanOrEqual(0.99)
  expect(sum.falsePositiveRate).toBeLessThanOrEqual(0.001)
  expect(sum.medianOnsetMinutes).toBeLessThanOrEqual(5)
})

test('finds them in every format', { timeout: 3_600_000 }, async () => {
  const sum = summarise(await judgeAll(formatFor))
  console.log('all formats', JSON.stringify(sum))
  expect(sum.callRecall).toBeGreaterThanOrEqual(0.99)
  expect(sum.falsePositiveRate).toBeLessThanOrEqual(0.001)
})

test.each([...lookAlikes])(
  'does not take a month with %s for a breach',
  { timeout: 3_600_000 },
  async (look) => {
    for (const seed of seeds)
      expect((await judgeOne(seed, null, 'asterisk-csv', look)).falseBreach).toBe(false)
  },
)
