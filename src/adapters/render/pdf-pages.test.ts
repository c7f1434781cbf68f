import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

interface Picture {
  readonly wide: number
  readonly high: number
  readonly grey: Uint8Array
}

/** The pages as they are printed, 36 points to the half inch. */
async function printed(document: Document): Promise<Picture[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rf-pdf-'))
  try {
    const path = join(folder, 'report.pdf')
    writeFileSync(path, await renderPdf(document))
    execFileSync('pdftoppm', ['-gray', '-r', '36', path, join(folder, 'page')])
    const names = readdirSync(folder).filter((name) => name.endsWith('.pgm'))
    return names.sort().map((name) => pictureIn(readFileSync(join(folder, name))))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function pictureIn(file: Buffer): Picture {
  const [head = '', wide = 0, high = 0] =
    /^P5\s(\d+) (\d+)\s255\s/.exec(file.subarray(0, 40).toString('latin1')) ?? []
  return { wide: Number(wide), high: Number(high), grey: file.subarray(head.length) }
}

/** The box around everything that is printed, in points. */
function inked({ wide, high, grey }: Picture) {
  const box = { left: wide, top: high, right: 0, bottom: 0 }
  for (let at = 0; at < grey.length; at++) {
    if ((grey[at] ?? 255) > 230) continue
    const [x, y] = [at % wide, Math.floor(at / wide)]
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x + 1)
    box.top = Math.min(box.top, y)
    box.bottom = Math.max(box.bottom, y + 1)
  }
  return { left: box.left * 2, top: box.top * 2, right: box.right * 2, bottom: box.bottom * 2 }
}

describe.skipIf(!hasPoppler)(`pages${hasPoppler ? '' : ' (SKIPPED: pdftoppm is missing)'}`, () => {
  const one: Document = {
    ...report(0),
    title: 'A note',
    blocks: names.map((text) => ({ kind: 'paragraph', tone: 'plain', text })),
  }
  const cases: [string, Document, number, number][] = [
    ['one page', one, 1, 1],
    ['a page and a bit, of words that are too long', report(0), 2, 9],
    ['200 pages and more', report(1_250), 200, 300],
  ]
  it.each(cases)(
    '%s: nothing is printed over the margins, and no page is without its text',
    async (_, document, least, most) => {
      const pages = await printed(document)
      expect(pages.length).toBeGreaterThanOrEqual(least)
      expect(pages.length).toBeLessThanOrEqual(most)
      const boxes = pages.map(inked)
      const faults = boxes.flatMap(({ left, top, right, bottom }, i) =>
        left < 40 || right > 595 - 38 || top < 24 || top > 70 || bottom > 842 - 14
          ? [`page ${i + 1}: ${left}–${right}, ${top}–${bottom}`]
          : [],
      )
      expect(faults).toEqual([])
    },
    300_000,
  )
})
