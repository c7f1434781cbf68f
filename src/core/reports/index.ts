// Reports: what was found, said to people.
// In: a verdict as plain data, and the instant and files it is about.
// Out: a document tree or spreadsheet rows; renderers make HTML, PDF and CSV of them.
export { flaggedSheet } from './flagged-sheet.ts'
export type {
  Block,
  Chart,
  Document,
  Sheet,
  Table,
  Tone,
} from './model.ts'
export { verdictReport } from './verdict-report.ts'
