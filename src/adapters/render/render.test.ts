import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import type { Verdict } from '#contract'
import { flaggedSheet, verdictReport } from '#core/reports'
import { sampleVerdict } from '../../../test/support/sample-verdict.ts'
import { renderCsv, renderHtml, renderJson, renderPdf } from './index.ts'

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><svg onload=alert(1)>',
  '=cmd|" /C calc"!A0',
  'Bob\u202efdp.exe\u0000\u001b[31m',
  'x'.repeat(5_000),
  '{{constructor}} <%= process.exit() %>',
  'file:///etc/passwd http://127.0.0.1/',
]

/** The sample with strangers' text wherever a record can carry it. */
function hostile(text: string): Verdict {
  const verdict = sampleVerdict(3)
  verdict.headline = text
  verdict.site.name = text
  for (const account of verdict.accounts) Object.assign(account, { account: text, reason: text, kind: text })
  for (const source of verdict.sources) Object.assign(source, { ip: text, reason: text, accounts: [text] })
  for (const call of verdict.flaggedCalls) {
    Object.assign(call, { id: text, account: text, from: text, to: text, dialled: text, reason: text })
  }
  for (const reject of verdict.input.rejects) Object.assign(reject, { file: text, reason: text })
  return verdict
}

const document = (verdict: Verdict) =>
  verdictReport(verdict, {
    madeAt: Date.UTC(2026, 2, 7, 8),
    madeBy: 'Ringfence 0.1.0',
    files: [{ name: verdict.headline.slice(0, 200), bytes: 1, sha256: '' }],
  })

describe('HTML', () => {
  test.each(HOSTILE)('holds no tag or attribute of a stranger: %j', (text) => {
    const html = renderHtml(document(hostile(text)))
    const tags = new Set(Array.from(html.matchAll(/<\/?([a-z0-9]+)/gi), (match) => match[1]?.toLowerCase()))
    expect([...tags].filter((tag) => ['script', 'img', 'iframe', 'object'].includes(tag ?? ''))).toEqual([])
    expect(html).not.toMatch(/<[^>]*\son[a-z]+=/i)
    expect(html.match(/<style>/g)).toHaveLength(1)
    expect(html.match(/<\/style>/g)).toHaveLength(1)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may come through
    expect(html).not.toMatch(/[\u0000-\u0008\u001b\u202a-\u202e]/)
  })
  test('asks for nothing: no script, no address to load', () => {
    const html = renderHtml(document(sampleVerdict()))
    expect(html).toContain("default-src 'none'")
    expect(html).not.toMatch(/<script|<link|\ssrc=|url\(|@import/)
  })
  test('the loss curve is an image with words', () => {
    expect(renderHtml(document(sampleVerdict()))).toMatch(/<svg role="img" aria-label="The loss grows from /)
  })
  test('the same document gives the same page', () => {
    expect(renderHtml(document(sampleVerdict()))).toBe(renderHtml(document(sampleVerdict())))
  })
})

describe('CSV', () => {
  test.each(['=1+1', '+25261', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '=1\n+2'])(
    'a spreadsheet runs nothing: %j',
    (text) => {
      const csv = renderCsv(flaggedSheet(hostile(text).flaggedCalls))
      const parsed = Papa.parse<string[]>(csv.trimEnd()).data
      expect(parsed).toHaveLength(4)
      for (const cell of parsed.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝]/)
      expect(parsed[1]?.[0]).toBe(`'${text}`)
    },
  )
  test('quotes, commas and line ends inside a cell come back as they were', () => {
    const text = 'a "b", c\r\nd'
    expect(Papa.parse<string[]>(renderCsv({ columns: ['x'], rows: [[text]] })).data[1]).toEqual([text])
  })
  test('a sheet without rows is its head', () => {
    expect(renderCsv({ columns: ['a', 'b'], rows: [] })).toBe('a,b\r\n')
  })
})

describe('PDF', () => {
  const readable = spawnSync('pdftotext', ['-v'], { stdio: 'ignore' }).status === 0
  const textOf = async (verdict: Verdict): Promise<string> => {
    const folder = mkdtempSync(join(tmpdir(), 'ringfence-pdf-'))
    try {
      writeFileSync(join(folder, 'r.pdf'), await renderPdf(document(verdict)))
      return execFileSync('pdftotext', ['-layout', join(folder, 'r.pdf'), '-'], { encoding: 'utf8' })
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
  test.skipIf(!readable)('a person can read the answers, the calls and the page numbers', async () => {
    const text = await textOf(sampleVerdict(60))
    for (const wanted of [
      'Breach, still going on',
      '$613.80',
      '+252615100059',
      '203.0.113.7',
      'Page 1 of ',
    ]) {
      expect(text).toContain(wanted)
    }
  })
  test.each(HOSTILE)('strangers\u2019 text breaks no page: %j', async (text) => {
    const bytes = await renderPdf(document(hostile(text)))
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-')
  })
  test('the same document gives the same bytes', async () => {
    const [a, b] = [await renderPdf(document(sampleVerdict())), await renderPdf(document(sampleVerdict()))]
    expect(Buffer.compare(a, b)).toBe(0)
  })
})

test('JSON is one document and ends its last line', () => {
  expect(renderJson({ a: 1 })).toBe('{\n  "a": 1\n}\n')
})
