import { createRequire } from 'node:module'
import { dirname, join, resolve, sep } from 'node:path'
import { plainText as plain } from '#core/kernel'
import type { Document } from '#core/reports'
import { breakable, type PdfNode, pdfBlock } from './pdf-block.ts'
import { inScripts, scriptFolder, scriptFonts } from './pdf-scripts.ts'

const fonts = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts', 'Roboto')

/** Loaded with the first document: a command that writes none starts a tenth of a second sooner. */
let loading: ReturnType<typeof loadPdfmake> | null = null

async function loadPdfmake() {
  const { default: pdfmake } = await import('pdfmake')
  pdfmake.addFonts({
    Roboto: {
      normal: join(fonts, 'Roboto-Regular.ttf'),
      bold: join(fonts, 'Roboto-Medium.ttf'),
      italics: join(fonts, 'Roboto-Italic.ttf'),
      bolditalics: join(fonts, 'Roboto-MediumItalic.ttf'),
    },
    ...scriptFonts,
  })
  // A document carries strangers' text: whatever it says, rendering it fetches nothing and reads no file but the fonts.
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) =>
    [fonts + sep, scriptFolder].some((folder) => resolve(path).startsWith(folder)),
  )
  return pdfmake
}

/** A4 pages with running head and "page x of y". The same document gives the same pages. */
export async function renderPdf(document: Document): Promise<Uint8Array> {
  const title = plain(document.title)
  const made = new Date(document.madeAt)
  const small = (text: string, alignment: 'left' | 'right'): PdfNode => ({ text, alignment, style: 'small' })
  loading ??= loadPdfmake()
  const pdfmake = await loading
  return await pdfmake
    .createPdf({
      pageSize: 'A4',
      pageMargins: [42, 54, 42, 50],
      info: { title, creator: plain(document.madeBy), producer: plain(document.madeBy), creationDate: made },
      language: 'en',
      defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.25, color: '#1a1f29' },
      styles: { small: { fontSize: 8, color: '#5b6472' } },
      header: (page: number) =>
        page === 1
          ? null
          : inScripts({ margin: [42, 26, 42, 0], columns: [small(shortened(title), 'left')] }),
      footer: (page: number, pages: number) => ({
        margin: [42, 18, 42, 0],
        columns: [
          small(
            `${plain(document.madeBy)} · ${made.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
            'left',
          ),
          small(`Page ${page} of ${pages}`, 'right'),
        ],
      }),
      content: inScripts([
        { text: breakable(document.title), fontSize: 20, bold: true, lineHeight: 1.1 },
        { text: breakable(document.subtitle), color: '#5b6472', margin: [0, 2, 0, 14] },
        ...document.blocks.map(pdfBlock),
      ]),
      // A heading stays with what it heads.
      pageBreakBefore: (node: { headlineLevel?: number }, around: Around) =>
        node.headlineLevel === 1 && around.getFollowingNodesOnPage().length === 0,
    })
    .getBuffer()
}

/** One line of the running head. */
const shortened = (title: string): string => (title.length <= 90 ? title : `${title.slice(0, 89)}…`)

interface Around {
  getFollowingNodesOnPage(): readonly unknown[]
}
