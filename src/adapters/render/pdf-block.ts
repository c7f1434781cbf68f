import { plainText as plain } from '#core/kernel'
import type { Block, Table, Tone } from '#core/reports'
import { type CurveLook, curveSvg } from './curve.ts'

export type PdfNode = string | { readonly [key: string]: unknown }

const INK: Readonly<Record<Tone, string>> = {
  bad: '#a3261d',
  warn: '#7a4d00',
  good: '#17663a',
  plain: '#1a1f29',
}
const SOFT: Readonly<Record<Tone, string>> = {
  bad: '#fdf0ee',
  warn: '#fff6e3',
  good: '#ecf8f0',
  plain: '#f6f7f9',
}
const MUTED = '#5b6472'
const LINE = '#dfe3e8'
/** Width of the text on the page, in points. */
const WIDTH = 511

const LOOK: CurveLook = {
  width: WIDTH,
  height: 150,
  line: '#c0362c',
  fill: '#c0362c',
  fillOpacity: 0.12,
  grid: LINE,
  text: MUTED,
  font: 'Roboto',
}

/** One block as pdfmake wants it. */
export function pdfBlock(it: Block): PdfNode {
  switch (it.kind) {
    case 'banner':
      return tinted(it.tone, [
        { text: breakable(it.title), fontSize: 15, bold: true, color: INK[it.tone] },
        { text: breakable(it.text), fontSize: 11, margin: [0, 2, 0, 0] },
      ])
    case 'heading':
      return { text: plain(it.text), fontSize: 13, bold: true, margin: [0, 16, 0, 5], headlineLevel: 1 }
    case 'paragraph':
      return it.tone === 'plain'
        ? { text: plain(it.text), margin: [0, 4, 0, 6] }
        : tinted(it.tone, [{ text: plain(it.text), color: INK[it.tone] }])
    case 'answers':
      return cards(
        2,
        it.answers.map((each) => [
          { text: plain(each.question), color: MUTED, fontSize: 8.5 },
          { text: breakable(each.answer), fontSize: 13, bold: true },
          { text: breakable(each.detail), color: MUTED, fontSize: 8.5 },
        ]),
      )
    case 'figures':
      return cards(
        4,
        it.figures.map((each) => [
          { text: plain(each.label), color: MUTED, fontSize: 8.5 },
          { text: breakable(each.value), fontSize: 13, bold: true, color: INK[each.tone] },
        ]),
      )
    case 'facts':
      return {
        layout: 'noBorders',
        margin: [0, 4, 0, 8],
        table: {
          widths: [150, '*'],
          body: it.facts.map((fact) => [{ text: plain(fact.label), color: MUTED }, breakable(fact.value)]),
        },
      }
    case 'table':
      return table(it)
    case 'chart':
      return {
        unbreakable: true,
        margin: [0, 8, 0, 8],
        stack: [
          { text: plain(it.title), bold: true, margin: [0, 0, 0, 4] },
          { svg: curveSvg(it, LOOK) },
          { text: plain(it.description), color: MUTED, fontSize: 8.5, margin: [0, 4, 0, 0] },
        ],
      }
  }
}

/** A text on the tone's ground, with a bar at its left. */
const tinted = (tone: Tone, stack: readonly PdfNode[]): PdfNode => ({
  margin: [0, 4, 0, 8],
  table: { widths: ['*'], body: [[{ stack, fillColor: SOFT[tone], margin: [8, 6, 8, 6] }]] },
  layout: {
    hLineWidth: () => 0,
    vLineWidth: (i: number) => (i === 0 ? 3 : 0),
    vLineColor: () => INK[tone],
  },
})

function cards(perRow: number, stacks: readonly (readonly PdfNode[])[]): PdfNode {
  const rows: PdfNode[][] = []
  for (let i = 0; i < stacks.length; i += perRow) {
    const row: PdfNode[] = stacks.slice(i, i + perRow).map((stack) => ({ stack, margin: [6, 4, 6, 4] }))
    while (row.length < perRow) row.push('')
    rows.push(row)
  }
  return {
    margin: [0, 4, 0, 8],
    table: { widths: Array.from({ length: perRow }, () => '*'), body: rows, dontBreakRows: true },
    layout: { hLineWidth: () => 0.7, vLineWidth: () => 0.7, hLineColor: () => LINE, vLineColor: () => LINE },
  }
}

function table(it: Table): PdfNode {
  const head = it.columns.map((column) => ({
    text: plain(column.title),
    alignment: column.align,
    color: MUTED,
    bold: true,
    fontSize: 7.5,
  }))
  const noted = new Set<number>()
  const body: PdfNode[][] = [head]
  for (const row of it.rows) {
    body.push(
      row.cells.map((cell, i) => ({
        text: breakable(cell),
        alignment: it.columns[i]?.align ?? 'left',
        noWrap: it.columns[i]?.grow !== true && cell.length <= 24,
      })),
    )
    if (row.note === '') continue
    noted.add(body.length)
    body.push([
      { text: breakable(row.note), colSpan: it.columns.length, color: MUTED, margin: [0, 0, 0, 2] },
      ...Array.from({ length: it.columns.length - 1 }, () => ''),
    ])
  }
  const layout = {
    // A note belongs to the row above it: no line between them.
    hLineWidth: (i: number) => (i === 0 || noted.has(i) ? 0 : 0.6),
    hLineColor: () => LINE,
    vLineWidth: () => 0,
    paddingLeft: (i: number) => (i === 0 ? 0 : 4),
    paddingRight: () => 4,
    paddingTop: (i: number) => (noted.has(i) ? 0 : 3),
    paddingBottom: () => 2.5,
  }
  const widths = it.columns.map((column) => (column.grow ? '*' : 'auto'))
  return {
    margin: [0, 2, 0, 6],
    fontSize: 8,
    stack: [
      { text: plain(it.caption), color: MUTED, margin: [0, 0, 0, 2] },
      { table: { headerRows: 1, widths, body, dontBreakRows: true }, layout },
      ...(it.after === '' ? [] : [{ text: plain(it.after), color: MUTED, margin: [0, 3, 0, 0] }]),
    ],
  }
}

/** Long names without a blank would run off the page: they may break anywhere (zero width space). */
export const breakable = (text: string): string =>
  plain(text).replace(/\S{24,}/g, (word) => word.replace(/.{12}/gu, '$&\u200b'))
