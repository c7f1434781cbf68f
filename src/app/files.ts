// The app's second door: what the command line asks of files alone, without a server or a database.
// In: files and options. Out: verdicts, prices, and an invoice beside its calls.
export {
  type InvestigateCommand,
  investigate,
  type RateCommand,
  type ReconcileCommand,
  rate,
  reconcile,
} from './file-commands.ts' // prettier-ignore
export type { RatedLine } from './pricer.ts'
