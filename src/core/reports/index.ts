// Reports: what was found, said to people.
// In: a verdict, an audit or a handled incident as plain data, and the instant and files it is about.
// Out: a document tree or spreadsheet rows; renderers make HTML, PDF and CSV of them.
export { type AssessmentFacts, type AttackFacts, assessmentReport } from './assessment-report.ts'
export { disputeLetter } from './dispute-letter.ts'
export { type DisputedLine, disputedLinesSheet, disputeSheet } from './dispute-sheets.ts'
export { flaggedSheet } from './flagged-sheet.ts'
export { incidentReport } from './incident-report.ts'
export type {
  Block,
  Chart,
  Document,
  Sheet,
  Table,
  Tone,
} from './model.ts'
export { verdictReport } from './verdict-report.ts'
