// Renderers: a document tree becomes a file.
// In: documents and sheets of the reports room. Out: HTML, PDF, CSV and JSON as text or bytes.
// None of them loads anything: not from the network, and from the disk only its own fonts.
export { csvLine, renderCsv } from './csv.ts'
export { renderHtml } from './html.ts'
export { renderJson } from './json.ts'
export { renderPdf } from './pdf.ts'
