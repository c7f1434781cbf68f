import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Document } from '#core/reports'
import { renderPdf } from './pdf.ts'
import { runsOf } from './pdf-scripts.ts'

const names = [
  'محمد بن عبد الله',
  'דוד בן גוריון',
  'สมชาย ใจดี',
  '김철수 주식회사',
  '王小明有限公司',
  'राम कुमार शर्मा',
  'Иван Петров',
  'Ελένη',
  'Łukasz Żółć',
]
const long = 'sha256'.repeat(40)

const report = (rows: number): Document => ({
  title: `Incident report ${long}`,
  subtitle: names.join(' · '),
  madeAt: 0,
  madeBy: 'Ringfence',
  blocks: [
    { kind: 'banner', tone: 'bad', title: names[0] ?? '', text: long },
    ...names.map((text) => ({
      kind: 'paragraph' as const,
      tone: 'plain' as const,
      text: `${text}: ${long}`,
    })),
    { kind: 'facts', facts: names.map((name) => ({ label: name, value: long })) },
    {
      kind: 'table',
      caption: names.join(', '),
      columns: [
        { title: 'Name', align: 'left', grow: true },
        { title: 'Hash', align: 'left', grow: false },
        { title: 'Sum', align: 'right', grow: false },
      ],
      rows: Array.from({ length: rows }, (_, n) => ({
        cells: [names[n % names.length] ?? '', long, '1,234.50 USD'],
        note: `${names.join(' ')} ${long}`,
      })),
      after: '',
    },
  ],
})

/** What is written on the pages: strings of glyph numbers. */
function glyphs(pdf: Uint8Array): string[] {
  const text = Buffer.from(pdf).toString('latin1')
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)endstream/g)].flatMap(([, body = '']) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1')
    } catch {
      return []
    }
  })
  return streams.flatMap((stream) =>
    [...stream.matchAll(/\[([^\]]*)\] TJ/g)].flatMap(([, shown = '']) =>
      [...shown.matchAll(/<([0-9a-f]*)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []),
    ),
  )
}

describe('names of the world', () => {
  it('are set in a font that has their signs: no glyph is the empty box', { timeout: 300_000 }, async () => {
    const shown = glyphs(await renderPdf(report(3)))
    expect(shown.length).toBeGreaterThan(1000)
    expect(shown.filter((glyph) => glyph === '0000')).toEqual([])
    // The measure sees a box where there is one: a script for which there is no font.
    const boxes = glyphs(await renderPdf({ ...report(0), title: 'አበበ', blocks: [] }))
    expect(boxes).toContain('0000')
  })

  it('keep their words in the order they are read', () => {
    expect(runsOf('Mr محمد بن علي, 王 X')).toEqual([
      { text: 'Mr ' },
      { text: 'علي', font: 'Arabic' },
      { text: ' ' },
      { text: 'بن', font: 'Arabic' },
      { text: ' ' },
      { text: 'محمد', font: 'Arabic' },
      { text: ', ' },
      { text: '王 ', font: 'Han' },
      { text: 'X' },
    ])
    expect(runsOf('דוד בן 7')).toEqual([
      { text: 'בן', font: 'Hebrew' },
      { text: ' ' },
      { text: 'דוד', font: 'Hebrew' },
      { text: ' ' },
      { text: '7' },
    ])
  })
})

/** Of poppler, where it is installed. */
const hasPoppler = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

describe.skipIf(!hasPoppler)(`pages${hasPoppler ? '' : ' (SKIPPED: pdftotext is missing)'}`, () => {
  it.each([0, 900])(
    'with %i rows: no word leaves the paper',
    async (rows) => {
      const folder = mkdtempSync(join(tmpdir(), 'rf-pdf-'))
      try {
        const path = join(folder, 'report.pdf')
        writeFileSync(path, await renderPdf(report(rows)))
        const boxes = execFileSync('pdftotext', ['-bbox', path, '-'], { maxBuffer: 1 << 29 }).toString()
        const right = [...boxes.matchAll(/xMax="([\d.]+)"/g)].map(([, x]) => Number(x))
        const bottom = [...boxes.matchAll(/yMax="([\d.]+)"/g)].map(([, y]) => Number(y))
        expect(right.length).toBeGreaterThan(30)
        expect(Math.max(...right.slice(0, 50_000))).toBeLessThanOrEqual(596 - 30)
        expect(bottom.reduce((most, y) => Math.max(most, y), 0)).toBeLessThanOrEqual(842)
        expect((boxes.match(/<page /g) ?? []).length).toBeGreaterThanOrEqual(rows === 0 ? 1 : 100)
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
    120_000,
  )
})
