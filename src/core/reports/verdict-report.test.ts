import { describe, expect, test } from 'vitest'
import type { Verdict } from '#contract'
import { sampleVerdict } from '../../../test/support/sample-verdict.ts'
import { flaggedSheet, type Table, verdictReport } from './index.ts'

const context = {
  madeAt: Date.UTC(2026, 2, 7, 8),
  madeBy: 'Ringfence 0.1.0',
  files: [{ name: 'Master.csv', bytes: 18_234_567, sha256: 'ab'.repeat(32) }],
}
const report = (verdict: Verdict) => verdictReport(verdict, context)
const words = (verdict: Verdict): string => JSON.stringify(report(verdict).blocks)
const table = (verdict: Verdict, caption: RegExp): Table => {
  const found = report(verdict).blocks.find((block) => block.kind === 'table' && caption.test(block.caption))
  if (found?.kind !== 'table') throw new Error(`no table ${caption}`)
  return found
}

describe('the report on a verdict', () => {
  test('says first what is so, then answers the four questions', () => {
    const [banner, answers] = report(sampleVerdict()).blocks
    expect(banner).toMatchObject({ kind: 'banner', tone: 'bad', title: sampleVerdict().headline })
    if (answers?.kind !== 'answers') throw new Error('no answers')
    expect(answers.answers.map((each) => each.answer)).toEqual([
      '2026-03-06 22:04:11',
      '1004',
      '$409.20',
      'Yes',
    ])
  })
  test('tells times on the wall clock of the site and says so', () => {
    expect(report(sampleVerdict()).subtitle).toContain('2026-02-01 01:00:04')
    expect(report(sampleVerdict()).subtitle).toContain('times in Europe/Berlin')
  })
  test('an unknown zone is read as UTC instead of failing', () => {
    const verdict = sampleVerdict()
    verdict.site.timezone = 'Mars/Olympus'
    expect(report(verdict).subtitle).toContain('times in UTC')
  })
  test('an estimate is called one, a deck is named', () => {
    expect(words(sampleVerdict())).toContain('This is an estimate')
    const priced = sampleVerdict()
    priced.rates = { source: 'deck', name: 'carrier.csv' }
    expect(words(priced)).not.toContain('This is an estimate')
    expect(words(priced)).toContain('carrier.csv')
  })
  test('shows the first 500 flagged calls and says where the rest are', () => {
    const flagged = table(sampleVerdict(560), /^\d+ flagged calls/)
    expect(flagged.rows).toHaveLength(500)
    expect(flagged.after).toBe('These are the first 500; all 560 are in flagged-calls.csv.')
    expect(table(sampleVerdict(500), /^\d+ flagged calls/).after).toBe('')
  })
  test('puts the timeline in order of time', () => {
    const times = table(sampleVerdict(), /in order/).rows.map((row) => row.cells[0] ?? '')
    expect(times.length).toBeGreaterThan(2)
    expect(times).toEqual([...times].sort())
  })
  test('names every file with its digest, and every row that could not be used', () => {
    expect(table(sampleVerdict(), /file read/).rows[0]?.cells).toEqual([
      'Master.csv',
      'asterisk-csv',
      '18,234,567',
      'ab'.repeat(32),
    ])
    const rejects = table(sampleVerdict(), /could not be used/)
    expect(rejects.rows[0]?.cells).toEqual(['Master.csv', '881', 'the row ends inside a quoted field'])
    expect(rejects.after).toBe('2 more were counted and are not shown.')
  })
  test('a clear verdict reports no loss, no accounts and no curve', () => {
    const clear: Verdict = {
      ...sampleVerdict(0),
      verdict: 'clear',
      ongoing: false,
      began: null,
      headline: 'Nothing in these records looks like a breach.',
      accounts: [],
      destinations: [],
      sources: [],
      incidents: [],
      curve: [],
    }
    const blocks = report(clear).blocks
    expect(blocks[0]).toMatchObject({ tone: 'good', text: 'No breach found.' })
    expect(blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))).toEqual([
      'Method and data quality',
    ])
  })
  test('the same verdict gives the same document', () => {
    expect(words(sampleVerdict())).toBe(words(sampleVerdict()))
  })
})

describe('flagged calls for a spreadsheet', () => {
  test('every call is a row; an unrated one has no cost and no currency', () => {
    const sheet = flaggedSheet(sampleVerdict(560).flaggedCalls)
    expect(sheet.rows).toHaveLength(560)
    const cost = sheet.columns.indexOf('cost')
    expect(sheet.rows[0]?.slice(cost, cost + 2)).toEqual(['10.23', 'USD'])
    expect(sheet.rows[16]?.slice(cost, cost + 2)).toEqual(['', ''])
  })
})
