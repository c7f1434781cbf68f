import { afterEach, expect, test } from 'vitest'
import { type CallRecord, emptyRecord, type LiveEvent } from '#core/calls'
import { type RuleSettings, SiteSettings } from '#core/kernel'
import {
  readBuiltInTariff,
  readNumberingData,
  readRules,
  resolveHolidays,
} from '../adapters/content/index.ts'
import { createWatchers, keyOf, type Watchers } from './watchers.ts'

// A site follows a script instead of a PBX; everything behind it is what runs in the server.

const place = { customer: 'default', site: 'main' }
let watchers: Watchers
afterEach(() => watchers.close())

const leg = (n: number, at: number): CallRecord => ({
  ...emptyRecord(),
  id: `c${at}-${n}`,
  linkedId: `c${at}-${n}`,
  from: '1001',
  dialled: `01125261234${String(n).padStart(3, '0')}`,
  channel: `PJSIP/1001-${n}`,
  toChannel: `PJSIP/carrier-${n}`,
  context: 'from-internal',
  startedAt: at,
  answeredAt: at,
  disposition: 'running',
})

/** Eight expensive calls at once. */
function attack(tell: (event: LiveEvent) => void): void {
  const at = Date.now()
  for (let n = 0; n < 8; n++)
    for (const type of ['call-started', 'call-answered'] as const)
      tell({ type, at, call: { id: `c${at}-${n}`, channels: [`PJSIP/1001-${n}`], legs: [leg(n, at)] } })
}

test('rules that a site sets otherwise are in force within seconds, without a restart of the server', async () => {
  let rules: RuleSettings = {}
  let tell: (event: LiveEvent) => void = () => undefined
  let begun = 0
  const connection = {
    calls: {
      follow(onEvent: (event: LiveEvent) => void, signal: AbortSignal): Promise<void> {
        tell = onEvent
        begun++
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
      },
    },
  }
  watchers = createWatchers({
    connections: async () => [{ ...place, id: 'pbx', kind: 'script', connection }],
    setups: async () => new Map([[keyOf(place), JSON.stringify(rules)]]),
    memory: {
      site: async () => ({ settings: SiteSettings.parse({ rules }), rater: null }),
      past: async function* () {},
      stored: async () => new Set(),
      keep: async () => undefined,
    },
    content: {
      readNumbering: readNumberingData,
      readRules,
      readTariff: readBuiltInTariff,
      resolveHolidays,
    },
    contain: async () => ({ onLook: () => undefined, acts: () => [], close: async () => undefined }),
    now: Date.now,
    newId: () => String(Math.random()),
    log: {
      error(facts, message) {
        throw new Error(`${message}: ${JSON.stringify(facts)}`)
      },
    },
  })
  const accused = () => watchers.view(place)?.alerts.map(({ account }) => account)

  await expect.poll(() => begun, { timeout: 30_000 }).toBe(1)
  attack((event) => tell(event))
  await expect.poll(accused, { timeout: 30_000 }).toEqual(['1001'])

  rules = Object.fromEntries((await readRules()).map(({ id }) => [id, { on: false, limits: {} }]))
  await expect.poll(() => begun, { timeout: 30_000 }).toBe(2)
  attack((event) => tell(event))
  await expect.poll(() => watchers.view(place)?.calls.length, { timeout: 30_000 }).toBe(8)
  expect(accused()).toEqual([])
}, 120_000)
