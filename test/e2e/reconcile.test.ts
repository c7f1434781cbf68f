import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reconciled } from '../../src/contract/index.ts'
import { generate, invoice, writeDialect } from '../support/scenario/index.ts'
import { built, cli, removed } from './program.ts'

// `reconcile` as scripts use it: what it prints where, and how it ends.

let folder: string
const file = (name: string) => join(folder, name)
const stolen = generate({ seed: 3, attack: 'A12', country: 'US', timezone: 'America/New_York' })
const bill = invoice(stolen).csv
const run = (name: string, ...more: string[]) =>
  cli([
    ...['reconcile', '--invoice', file(name), '--rates', file('deck.csv'), file('Master.csv')],
    ...['--country', 'US', '--timezone', 'America/New_York', ...more],
  ])

beforeAll(async () => {
  await built()
  folder = await mkdtemp(join(tmpdir(), 'ringfence-e2e-invoice-'))
  const [header = '', ...lines] = bill.trim().split('\n')
  await writeFile(file('Master.csv'), writeDialect(stolen, 'asterisk-csv').files[0]?.text ?? '')
  await writeFile(file('deck.csv'), stolen.deck)
  await writeFile(file('stolen.csv'), bill)
  const known = new Set(
    [...invoice(stolen).truth.lines].flatMap(([id, line]) => (line.class === 'matched' ? id : [])),
  )
  const honest = lines.filter((line) => known.has(line.split(',')[0] ?? ''))
  await writeFile(file('honest.csv'), [header, ...honest, ''].join('\n'))
  await writeFile(
    file('german.csv'),
    'Nr;Beginn;Ziel;Dauer;Betrag\n1;06.03.2026 21:04:11;+4930123456;60;0,02\n',
  )
  await writeFile(
    file('map.yaml'),
    'decimal: comma\ndates: dmy\ncolumns: { line_id: Nr, start_time: Beginn, to: Ziel, billed_seconds: Dauer, amount: Betrag }\ndefaults: { currency: USD }\n',
  )
}, 120_000)

afterAll(() => removed(folder))

describe('reconcile', () => {
  test('--json is one document with every line accounted for; discrepancies end with 3', async () => {
    const ran = await run('stolen.csv', '--json')
    const result = JSON.parse(ran.stdout) as Reconciled
    expect([ran.code, ran.stderr]).toEqual([3, ''])
    expect(result.providerOnly.length).toBeGreaterThan(0)
    expect(result.findings[0]).toMatchObject({ kind: 'trunk-credentials' })
    const { pbxOnly, classes } = result
    const counted = Object.values(classes).reduce((sum, n) => sum + n, 0) - pbxOnly.length
    expect(counted).toBe(bill.trim().split('\n').length - 1)
  })

  test('says on one screen what is wrong and what to do', async () => {
    const { stdout } = await run('stolen.csv')
    for (const wanted of [
      'do not agree',
      'to dispute',
      'Somebody else calls by this trunk',
      'agree in everything',
    ])
      expect(stdout).toContain(wanted)
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  test('another layout is read through its map', async () => {
    const result = JSON.parse(
      (await run('german.csv', '--map', file('map.yaml'), '--json')).stdout,
    ) as Reconciled
    expect(result.providerOnly).toMatchObject([
      {
        invoiceLine: '1',
        startedAt: '2026-03-06T21:04:11.000Z',
        amount: { micros: 20_000, currency: 'USD' },
      },
    ])
  })

  test('an invoice that agrees ends with 0 unless calls are missing on it', async () => {
    const ran = await run('honest.csv', '--json')
    const { classes } = JSON.parse(ran.stdout) as Reconciled
    expect(ran.code).toBe(classes['pbx-only'] ? 3 : 0)
    expect(Object.keys(classes).filter((name) => name !== 'matched' && name !== 'pbx-only')).toEqual([])
  })

  test('what is no invoice is refused with file, line and remedy', async () => {
    const ran = await run('deck.csv')
    expect([ran.code, ran.stdout]).toEqual([1, ''])
    expect(ran.stderr).toMatch(/deck\.csv:1: unknown column "prefix"[\s\S]*\[csv-column-unknown\]/)
    expect((await run('missing.csv')).stderr).toContain('[file-not-found]')
  })

  test('a deck that is not there ends it, though a thread stands ready to read', async () => {
    const ran = await run('honest.csv', '--rates', file('no-deck.csv'))
    expect(ran.code).toBe(1)
    expect(ran.stderr).toContain('[file-not-found]')
  })
})
