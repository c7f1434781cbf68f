import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BundleMade, BundleVerified, Verdict } from '../../src/contract/index.ts'
import { generate, writeDialect } from '../support/scenario/index.ts'
import { hasOpenssl, startTsa } from '../support/tsa.ts'
import { built, cli, freshData, removed, serve } from './program.ts'

// Evidence from the command line: saved, bundled, verified by a stranger, and a database that was put back.

let folder: string
const data = freshData()
const file = (name: string) => join(folder, name)
const breach = generate({
  seed: 7,
  attack: 'A1',
  ongoing: false,
  country: 'US',
  timezone: 'America/New_York',
  extensions: 10,
  days: 20,
})
const bundled = (name: string, incident: string) =>
  cli(['bundle', incident, '-o', file(name), '--data', data, '--json'])
let incident = ''
let before: string

beforeAll(async () => {
  await built()
  folder = await mkdtemp(join(tmpdir(), 'ringfence-e2e-evidence-'))
  await writeFile(file('Master.csv'), writeDialect(breach, 'asterisk-csv').files[0]?.text ?? '')
  before = file('before.backup')
  expect((await cli(['backup', before, '--data', data])).code).toBe(0)
  const saved = await cli([
    ...['investigate', file('Master.csv'), '--country', 'US', '--timezone', 'America/New_York'],
    ...['--save', '--json', '--data', data],
  ])
  incident = (JSON.parse(saved.stdout) as Verdict).incidents[0]?.id ?? ''
}, 240_000)

afterAll(async () => {
  for (const each of [folder, data]) await removed(each)
})

describe('bundle and verify', () => {
  test('a saved incident makes a bundle that verifies without data, with the files it was found in', async () => {
    const ran = await bundled('one.zip', incident)
    expect([ran.code, ran.stderr]).toEqual([0, ''])
    const made = JSON.parse(ran.stdout) as BundleMade
    await writeFile(file('key.pub'), made.publicKey)
    const verified = await cli(['verify', file('one.zip'), '--key', file('key.pub'), '--json'])
    const result = JSON.parse(verified.stdout) as BundleVerified
    expect([verified.code, result.ok, result.problems, result.incident]).toEqual([0, true, [], incident])
    expect(result.entries).toBe(made.entries)
    expect(result.files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Master.csv', 'verdict.json']),
    )
    expect(result.signedBy?.key).toBe('given')
  })

  test('redacted it verifies as well and names nobody; what was withheld can be shown and nothing else in its place', async () => {
    const ran = await cli([
      ...['bundle', incident, '-o', file('redacted.zip'), '--redact', file('openings.json')],
      ...['--data', data, '--json'],
    ])
    expect([ran.code, ran.stderr]).toEqual([0, ''])
    const openings = JSON.parse(await readFile(file('openings.json'), 'utf8')) as { text: string }[]
    const archive = await readFile(file('redacted.zip'), 'utf8')
    const names = openings.map(({ text }) => text).filter((text) => text.length > 5)
    expect(openings.length).toBeGreaterThan(1)
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name) => archive.includes(name))).toEqual([])
    const shown = openings.slice(0, 2)
    await writeFile(file('shown.json'), JSON.stringify(shown))
    const verify = (...more: string[]) =>
      cli(['verify', file('redacted.zip'), '--key', file('key.pub'), ...more])
    const { stdout, code } = await verify('--openings', file('shown.json'))
    expect([code, stdout]).toEqual([0, expect.stringContaining('2 of them were shown')])
    await writeFile(
      file('shown.json'),
      JSON.stringify(shown.map((one) => ({ ...one, text: 'Somebody else' }))),
    )
    const lied = await verify('--openings', file('shown.json'))
    expect([lied.code, lied.stdout]).toEqual([3, expect.stringContaining('[opening-wrong]')])
    await writeFile(file('shown.json'), '{}')
    expect((await verify('--openings', file('shown.json'))).stderr).toContain('openings-invalid')
  })

  test('without a key it says what is not proven', async () => {
    const { stdout, code } = await cli(['verify', file('one.zip')])
    expect(code).toBe(0)
    expect(stdout).toContain('does not show who signed it')
  })

  test('public-key prints the key of the data directory', async () => {
    const { stdout } = await cli(['public-key', '--data', data])
    expect(stdout.trim()).toBe(await readFile(file('key.pub'), 'utf8'))
  })

  test('one changed byte ends with 3 and a named problem', async () => {
    const bytes = await readFile(file('one.zip'))
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1
    await writeFile(file('changed.zip'), bytes)
    const { stdout, code } = await cli(['verify', file('changed.zip'), '--json'])
    const { ok, problems } = JSON.parse(stdout) as BundleVerified
    expect([code, ok]).toEqual([3, false])
    expect(problems.map((problem) => problem.code)).toContain('archive-changed')
  })

  test('what is no bundle ends with 3, a missing file and an unknown incident with 1', async () => {
    expect((await cli(['verify', file('Master.csv')])).code).toBe(3)
    expect((await cli(['verify', file('nothing.zip')])).stderr).toContain('[file-not-found]')
    const unknown = await bundled('none.zip', 'nobody')
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('[incident-unknown]')])
    expect(await readdir(folder)).not.toContain('none.zip')
  })

  test('a file changed in the vault is refused', async () => {
    const [name = ''] = (await readdir(join(data, 'vault'))).filter((each) => !each.startsWith('.'))
    const original = await readFile(join(data, 'vault', name))
    const path = join(data, 'vault', name)
    await removed(path)
    await writeFile(path, 'somebody was here')
    expect((await bundled('two.zip', incident)).stderr).toContain('[evidence-changed]')
    await writeFile(path, original)
  })
})

describe.skipIf(!hasOpenssl)(
  `a time-stamp authority${hasOpenssl ? '' : ' (SKIPPED: openssl is missing)'}`,
  () => {
    test('stamps the ledger of a running server, and the next bundle proves by its clock what stood', async () => {
      const tsa = await startTsa()
      await writeFile(file('root.pem'), tsa.root)
      const server = await serve(data, '0', { RINGFENCE_TSA_URL: tsa.url })
      await expect.poll(() => tsa.asked.length, { timeout: 60_000 }).toBe(1)
      await server.stop()
      await tsa.close()
      expect((await bundled('stamped.zip', incident)).code).toBe(0)
      const { stdout, code } = await cli([
        ...['verify', file('stamped.zip'), '--key', file('key.pub'), '--tsa-ca', file('root.pem')],
      ])
      expect([code, stdout]).toEqual([
        0,
        expect.stringMatching(/Entries 1 to \d+ stood on .*Z, by the clock of Test Stamps\./),
      ])
      const { stamps } = JSON.parse(
        (await cli(['verify', file('stamped.zip'), '--json'])).stdout,
      ) as BundleVerified
      expect(stamps).toMatchObject([{ by: 'Test Stamps', trusted: null }])
    }, 120_000)
  },
)

describe('a database put back to an older state', () => {
  test('is seen by doctor, and every later bundle says so', async () => {
    expect((await cli(['doctor', '--data', data])).stdout).toContain('ok     ledger mirror')
    expect((await cli(['restore', before, '--force', '--data', data])).code).toBe(0)
    const doctor = await cli(['doctor', '--data', data])
    expect(doctor.code).toBe(3)
    expect(doctor.stdout).toMatch(/FAILED ledger mirror: the database lost entries \d+ to \d+/)
    const again = await cli([
      ...['investigate', file('Master.csv'), '--country', 'US', '--timezone', 'America/New_York'],
      ...['--save', '--json', '--data', data],
    ])
    const made = await bundled('later.zip', (JSON.parse(again.stdout) as Verdict).incidents[0]?.id ?? '')
    expect((JSON.parse(made.stdout) as BundleMade).lost).toHaveLength(1)
    const verified = await cli(['verify', file('later.zip'), '--json'])
    expect((JSON.parse(verified.stdout) as BundleVerified).lost).toHaveLength(1)
    expect(verified.code).toBe(0)
  })
})
