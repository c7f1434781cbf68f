import { expect, test } from 'vitest'
import type { Reconciled } from '../../src/contract/index.ts'
import { reconciled } from '../support/reconciled.ts'
import { type AttackKind, type Dialect, generate, invoice, writeDialect } from '../support/scenario/index.ts'

// What the generator's carrier bills beside what each switch recorded: honest with clerical errors, calls by stolen
// trunk credentials (A12), and a carrier that counts wrongly (A16).
const months: readonly [seed: number, attack: AttackKind | null, dialect: Dialect][] = [
  [1, null, 'asterisk-csv'],
  [3, 'A12', 'asterisk-csv'],
  [5, 'A16', 'freeswitch-csv'],
  [9, 'A12', 'kamailio-cdrs'],
  [17, 'A12', 'twilio'],
]

async function judge(seed: number, attack: AttackKind | null, dialect: Dialect) {
  const scenario = generate({ seed, attack })
  const written = writeDialect(scenario, dialect)
  const { csv, truth } = invoice(scenario)
  const records = { files: written.files, site: scenario.site, deck: scenario.deck, map: written.mapping }
  const result = await reconciled({ ...records, invoice: csv })
  const forgotten = new Set(truth.pbxOnly)
  const wrong = [
    ...[...truth.lines].filter(([id, line]) => classOf(result, id) !== line.class).map(([id]) => id),
    ...result.pbxOnly
      .map(({ callId }) => written.rowIds.get(callId))
      .filter((call) => !call || !forgotten.has(call)),
  ]
  return { result, truth, wrong }
}

function classOf(result: Reconciled, line: string): string {
  if (result.providerOnly.some(({ invoiceLine }) => invoiceLine === line)) return 'provider-only'
  return result.differences.find(({ invoiceLine }) => invoiceLine === line)?.class ?? 'matched'
}

test.each(months)('month %i with %s in %s: every line in its class, to the micro-unit', async (...month) => {
  const { result, truth, wrong } = await judge(...month)
  expect(wrong).toEqual([])
  expect(result.pbxOnly).toHaveLength(truth.pbxOnly.length)
  expect(result.disputed.micros).toBe(truth.disputedMicros)
  for (const { invoice: whole, byClass, otherCharges } of result.totals)
    expect(Object.values(byClass).reduce((sum, micros) => sum + micros, otherCharges)).toBe(whole)
  const found = result.findings.map(({ kind }) => kind)
  if (month[1] === 'A12') expect(found).toContain('trunk-credentials')
  else expect(found).not.toContain('trunk-credentials')
  if (month[1] === 'A16') expect(found).toContain('misbilling')
})
