import type { Document } from '#core/reports'
import * as render from '../adapters/render/index.ts'
import * as system from '../adapters/system/index.ts'

const isBuilt = !import.meta.url.endsWith('.ts')
const worker = new URL('./compose-printing.js', import.meta.url)

/** What a server renders with: PDFs in a thread of their own, one a document. */
export const serverRenderers = { ...render, ...(isBuilt ? { renderPdf: renderAside } : {}) }

async function renderAside(document: Document): Promise<Uint8Array> {
  for await (const pdf of system.runInBackground(worker, document, new AbortController().signal))
    return pdf as Uint8Array
  throw new Error('the document ended without a page')
}
