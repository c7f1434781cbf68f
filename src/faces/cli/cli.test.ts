import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { InvestigationProgress, Verdict } from '#contract'
import { sampleVerdict } from '../../../test/support/sample-verdict.ts'
import { exitOfError, exitOfVerdict } from './exit.ts'
import { createLines, writeFiles } from './output.ts'
import { createProgram } from './program.ts'
import { createProgress, progressLine } from './progress.ts'
import { verdictScreen } from './screen.ts'
import { sparkline } from './sparkline.ts'

const clear: Verdict = {
  ...sampleVerdict(0),
  verdict: 'clear',
  ongoing: false,
  began: null,
  headline: 'No sign of a breach in 119,874 calls',
  accounts: [],
  destinations: [],
  sources: [],
  incidents: [],
  curve: [],
}

describe('exit codes', () => {
  test.each([
    ['clear', false, 0],
    ['suspicious', false, 3],
    ['suspicious', true, 3],
    ['breach', false, 3],
    ['breach', true, 4],
  ] as const)('%s, ongoing %s: %i', (verdict, ongoing, code) => {
    expect(exitOfVerdict({ verdict, ongoing })).toBe(code)
  })
  test('a wrong option is 2, everything else that fails is 1', () => {
    expect(exitOfError('timezone-unknown')).toBe(2)
    expect(exitOfError('file-not-found')).toBe(1)
  })
})

describe('the verdict on one screen', () => {
  test('fits 80 columns and 24 lines', () => {
    const lines = verdictScreen(sampleVerdict(560), false).split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
    expect(lines.length).toBeLessThanOrEqual(25)
  })
  test('says when, what it cost, how fast it grows, who, where to and where from', () => {
    const screen = verdictScreen(sampleVerdict(560), false)
    for (const wanted of [
      '2026-03-06 22:04:11',
      'still going on',
      '$5,728.80 likely',
      '$1.32 a minute',
      '1004',
      '+25261',
      '203.0.113.7',
      '120,331 rows',
    ]) {
      expect(screen).toContain(wanted)
    }
  })
  test('calls an estimate one, and only then', () => {
    const priced = sampleVerdict()
    priced.rates = { source: 'deck', name: 'deck.csv' }
    expect(verdictScreen(sampleVerdict(), false)).toContain('An estimate')
    expect(verdictScreen(priced, false)).not.toContain('An estimate')
  })
  test('a clear one says so and shows no money', () => {
    const screen = verdictScreen(clear, false)
    expect(screen).toContain('No sign of a breach')
    expect(screen).not.toContain('$')
  })
  test('colour changes nothing but colour', () => {
    expect(stripVTControlCharacters(verdictScreen(sampleVerdict(), true))).toBe(
      verdictScreen(sampleVerdict(), false),
    )
  })
  test('a stranger in a record cannot drive the terminal or push the layout', () => {
    const hostile = sampleVerdict(3)
    const text = `\u001b]0;owned\u0007\u001b[2J\r\n${'x'.repeat(4_000)}`
    hostile.headline = text
    for (const account of hostile.accounts) Object.assign(account, { account: text, reason: text })
    for (const reject of hostile.input.rejects) Object.assign(reject, { file: text, reason: text })
    const screen = verdictScreen(hostile, false)
    expect(screen).not.toContain('\u001b')
    expect(screen).not.toContain('\r')
    expect(screen.split('\n').length).toBeLessThanOrEqual(25)
  })
})

describe('the sparkline', () => {
  test('rises from the lowest to the highest step', () => {
    const points = Array.from({ length: 8 }, (_, i) => ({ at: i, value: i }))
    expect(sparkline(points, 8)).toBe('▁▂▃▄▅▆▇█')
  })
  test('keeps the sum where nothing happens', () => {
    expect(
      sparkline(
        [
          { at: 0, value: 10 },
          { at: 100, value: 20 },
        ],
        5,
      ),
    ).toBe('▅▅▅▅█')
  })
})

describe('progress', () => {
  const half: InvestigationProgress = {
    phase: 'reading',
    bytesRead: 50,
    bytesTotal: 100,
    rows: 52_113,
    calls: 52_000,
    rejected: 0,
    etaSeconds: 4,
  }
  test('shows how much is read and how long it takes, in 80 columns', () => {
    expect(progressLine(half)).toBe('Reading ████████████░░░░░░░░░░░░  50 %  52,113 rows  4 s left')
    expect(progressLine({ ...half, rows: 999_999_999, etaSeconds: 99_999 }).length).toBeLessThanOrEqual(80)
  })
  test('of standard input only the rows are known', () => {
    expect(progressLine({ ...half, bytesTotal: 0 })).toBe('Reading  52,113 rows')
  })
  test('draws ten times a second at most and cleans up behind itself', () => {
    let now = 0
    const drawn: string[] = []
    const progress = createProgress({ isTTY: true, write: (text) => drawn.push(text) }, () => now)
    for (; now < 1_000; now += 10) progress.update(half)
    progress.end()
    expect(drawn).toHaveLength(11)
    expect(drawn.at(-1)).toBe('\r\u001b[2K')
  })
  test('where nobody looks nothing is drawn', () => {
    const drawn: string[] = []
    const progress = createProgress({ write: (text) => drawn.push(text) }, () => 0)
    progress.update(half)
    progress.end()
    expect(drawn).toEqual([])
  })
})

describe('files written by --out', () => {
  test('stand whole under their names, without leftovers, over what was there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ringfence-out-'))
    try {
      writeFileSync(join(folder, 'a.txt'), 'old')
      await writeFiles(join(folder), [
        { name: 'a.txt', content: 'new' },
        { name: 'b.bin', content: new Uint8Array([1]) },
      ])
      expect(readdirSync(folder).sort()).toEqual(['a.txt', 'b.bin'])
      expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('new')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
  test('a failure leaves no halves', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ringfence-out-'))
    try {
      const wrong = [
        { name: 'a.txt', content: 'new' },
        { name: 'no/such/folder', content: '' },
      ]
      await expect(writeFiles(folder, wrong)).rejects.toThrow('ENOENT')
      expect(readdirSync(folder)).toEqual([])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

test('lines come in large pieces and none is lost', () => {
  const pieces: string[] = []
  const lines = createLines((text) => pieces.push(text))
  const all = Array.from({ length: 20_000 }, (_, i) => `{"id":${i}}`)
  for (const line of all) lines.add(line)
  lines.end()
  expect(pieces.join('')).toBe(`${all.join('\n')}\n`)
  expect(pieces.length).toBeLessThan(10)
})

test('every command has help with an example, kept in docs/reference/cli.txt (vitest -u writes it)', async () => {
  const program = await createProgram()
  const help = [program, ...program.commands].map((command) => {
    let text = ''
    command.configureOutput({ writeOut: (part) => (text += part) }).outputHelp()
    expect(text).toContain('Example:')
    const name = command === program ? 'ringfence' : `ringfence ${command.name()}`
    return `$ ${name} --help\n${text.trimEnd()}\n`
  })
  await expect(help.join('\n')).toMatchFileSnapshot('../../../docs/reference/cli.txt')
})
