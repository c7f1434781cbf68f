import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Verdict } from '../../src/contract/index.ts'
import { generate, type Scenario, writeDialect } from '../support/scenario/index.ts'
import { built, cli, freshData, type Ran, removed } from './program.ts'

// The command line as scripts use it: what it prints where, and how it ends.

let folder: string
const datas: string[] = []
const newData = () => {
  const data = freshData()
  datas.push(data)
  return data
}
const file = (name: string) => join(folder, name)
const here = ['--country', 'US', '--timezone', 'America/New_York']

const place = { country: 'US', timezone: 'America/New_York', extensions: 10, days: 20 } as const
const past = generate({ seed: 7, attack: 'A1', ongoing: false, history: true, ...place })
const running = generate({ seed: 7, attack: 'A1', ongoing: true, history: true, ...place })
const quiet = generate({ seed: 8, ...place })
const text = (scenario: Scenario): string => writeDialect(scenario, 'asterisk-csv').files[0]?.text ?? ''

/** Exactly one JSON document, or this throws. */
const json = <T>({ stdout }: Ran): T => JSON.parse(stdout) as T

beforeAll(async () => {
  await built()
  folder = await mkdtemp(join(tmpdir(), 'ringfence-e2e-files-'))
  const log = text(past)
  await writeFile(file('past.csv'), log)
  await writeFile(file('past.csv.gz'), gzipSync(log))
  await writeFile(file('half.csv.gz'), gzipSync(log).subarray(0, 20_000))
  await writeFile(file('running.csv'), text(running))
  await writeFile(file('quiet.csv'), text(quiet))
  await writeFile(file('empty.csv'), '')
  await writeFile(file('binary'), Buffer.from(Array.from({ length: 4_096 }, (_, i) => (i * 37) % 256)))
  await writeFile(file('deck.csv'), past.deck)
  await mkdir(file('folder'))
}, 120_000)

afterAll(async () => {
  for (const each of [folder, ...datas]) if (each) await removed(each)
})

describe('investigate', () => {
  test('a breach that stopped ends with 3, one that goes on with 4, a quiet month with 0', async () => {
    const codes = []
    for (const name of ['past.csv', 'running.csv', 'quiet.csv'])
      codes.push((await cli(['investigate', file(name), ...here])).code)
    expect(codes).toEqual([3, 4, 0])
  })

  test('--json is one document on stdout, and nobody is talked to on stderr', async () => {
    const ran = await cli(['investigate', file('past.csv'), ...here, '--json'])
    const verdict = json<Verdict>(ran)
    expect(verdict).toMatchObject({ verdict: 'breach', ongoing: false })
    expect(verdict.began).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)
    expect(Number.isInteger(verdict.exposure.likely.micros)).toBe(true)
    expect(ran.stderr).toBe('')
  })

  test('gzip and standard input give the same verdict as the file', async () => {
    const input = await readFile(file('past.csv.gz'))
    const ways = await Promise.all([
      cli(['investigate', file('past.csv'), ...here, '--json']),
      cli(['investigate', file('past.csv.gz'), ...here, '--json']),
      cli(['investigate', '-', ...here, '--json'], { input }),
    ])
    const [plain, gzip, stdin] = ways.map((way) => {
      const { input: about, ...rest } = json<Verdict>(way)
      return { ...rest, rows: about.rows, calls: about.calls }
    })
    expect(gzip).toEqual(plain)
    expect(stdin).toEqual(plain)
  })

  test('the same file twice counts no call twice', async () => {
    const once = json<Verdict>(await cli(['investigate', file('past.csv'), ...here, '--json']))
    const twice = json<Verdict>(
      await cli(['investigate', file('past.csv'), file('past.csv.gz'), ...here, '--json']),
    )
    expect(twice.input.calls).toBe(once.input.calls)
    expect(twice.exposure).toEqual(once.exposure)
  })

  test('half a gzip is judged as far as it goes, and said to be cut', async () => {
    const ran = await cli(['investigate', file('half.csv.gz'), ...here, '--json'])
    const { input } = json<Verdict>(ran)
    expect(input.rows).toBeGreaterThan(100)
    expect(input.rejects.some(({ reason }) => /gzip|cut|end/i.test(reason))).toBe(true)
  })

  test.each([
    ['empty.csv', 'input-empty'],
    ['binary', 'input-binary'],
    ['folder', 'input-directory'],
    ['no-such-file', 'file-not-found'],
  ])('%s: one clear reason, exit code 1, nothing on stdout', async (name, code) => {
    const ran = await cli(['investigate', file(name), ...here, '--json'])
    expect(ran).toMatchObject({ code: 1, stdout: '' })
    expect(ran.stderr).toContain(`[${code}]`)
    expect(ran.stderr).toContain(name)
    expect(ran.stderr.trim().split('\n')).toHaveLength(2)
  })

  test.each([
    ['no file', ['investigate']],
    ['an option that does not exist', ['investigate', 'x.csv', '--jsno']],
    ['a command that does not exist', ['investigat']],
    ['a country that does not exist', ['investigate', '/dev/null', '--country', 'XX']],
    ['a time zone that does not exist', ['investigate', '/dev/null', '--timezone', 'Mars/Base']],
    ['a time that is none', ['investigate', '/dev/null', '--since', 'yesterday']],
    ['a format that does not exist', ['investigate', '/dev/null', '--format', 'papyrus']],
  ])('%s is wrong usage: exit code 2', async (_, args) => {
    const ran = await cli(args)
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).not.toContain('Unexpected')
  })

  test('--out writes four files that tell what --json tells', async () => {
    const out = file('reports')
    const ran = await cli(['investigate', file('past.csv'), ...here, '--out', out, '--json'])
    expect(ran.code).toBe(3)
    expect((await readdir(out)).sort()).toEqual([
      'flagged-calls.csv',
      'report.html',
      'report.pdf',
      'verdict.json',
    ])
    const told = json<Verdict>(ran)
    expect(JSON.parse(await readFile(join(out, 'verdict.json'), 'utf8'))).toEqual(told)
    const rows = (await readFile(join(out, 'flagged-calls.csv'), 'utf8')).trimEnd().split('\r\n')
    expect(rows).toHaveLength(told.flaggedCalls.length + 1)
    expect((await readFile(join(out, 'report.pdf'))).subarray(0, 5).toString()).toBe('%PDF-')
    expect(await readFile(join(out, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/i)
  })
})

describe('rate', () => {
  test('--each prints a line a call, which add up to the sum', async () => {
    const args = ['rate', '--rates', file('deck.csv'), file('past.csv'), ...here]
    const sum = json<{ calls: number; total: { micros: number }; unrated: number }>(
      await cli([...args, '--json']),
    )
    const lines = (await cli([...args, '--each'])).stdout.trimEnd().split('\n')
    const each = lines.map((line) => JSON.parse(line) as { cost: { micros: number } | null })
    expect(each).toHaveLength(sum.calls)
    expect(each.reduce((total, { cost }) => total + (cost?.micros ?? 0), 0)).toBe(sum.total.micros)
    expect(each.filter(({ cost }) => cost === null)).toHaveLength(sum.unrated)
    expect(sum.total.micros).toBeGreaterThan(0)
  })

  test('without a deck it is wrong usage', async () => {
    expect((await cli(['rate', file('past.csv')])).code).toBe(2)
  })
})

describe('what is kept', () => {
  test('--save twice doubles nothing; a backup put into an empty place is the same again', async () => {
    const data = newData()
    const save = ['investigate', file('past.csv'), ...here, '--save', '--json']
    const kept = async (from: string) =>
      json<{ rows: number }>(await cli(['backup', file('one.backup'), '--json'], { data: from })).rows
    const first = json<Verdict>(await cli(save, { data }))
    const once = await kept(data)
    const second = json<Verdict>(await cli(save, { data }))
    const twice = await kept(data)
    expect(first.incidents[0]?.id).toBeTruthy()
    expect(second.incidents.map(({ id }) => id)).toEqual(first.incidents.map(({ id }) => id))
    expect(once).toBeGreaterThanOrEqual(first.input.calls)
    // What came on top is in the ledger: that there was a backup, and a second save.
    expect(twice - once).toBe(2)

    const other = newData()
    const restored = await cli(['restore', file('one.backup'), '--json'], { data: other })
    expect(restored).toMatchObject({ code: 0 })
    const third = json<Verdict>(await cli(save, { data: other }))
    expect(third.incidents.map(({ id }) => id)).toEqual(first.incidents.map(({ id }) => id))
    await rm(file('one.backup'))
    // Again only the ledger is longer: the restore, and the third save.
    expect(await kept(other)).toBe(twice + 2)

    const again = await cli(['restore', file('one.backup')], { data: other })
    expect(again).toMatchObject({ code: 1, stdout: '' })
    expect(again.stderr).toContain('[restore-not-empty]')
  }, 120_000)

  test('a changed backup is refused whole', async () => {
    const bytes = await readFile(file('one.backup'))
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 0xff
    await writeFile(file('changed.backup'), bytes)
    const ran = await cli(['restore', file('changed.backup')], { data: newData() })
    expect(ran).toMatchObject({ code: 1, stdout: '' })
    expect(ran.stderr).toContain('[backup-corrupt]')
  })

  test('doctor finds a new place in order, and migrate has nothing left to do', async () => {
    const data = newData()
    const { ok, checks } = json<{ ok: boolean; checks: { name: string; ok: boolean; detail: string }[] }>(
      await cli(['doctor', '--json'], { data }),
    )
    expect(checks.filter((check) => !check.ok)).toEqual([])
    expect(ok).toBe(true)
    expect(json<{ applied: string[] }>(await cli(['migrate', '--json'], { data })).applied).toEqual([])
  }, 60_000)
})
