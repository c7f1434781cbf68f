// The app's second door: what the command line asks of files alone, without a server or a database.
// In: files and options. Out: verdicts, prices, and an invoice beside its calls. Loaded in a moment; the rest when it is asked.
import type { InvestigationProgress } from '#contract'
import { beginReader } from './compose-ahead.ts'
import type { InvestigateCommand, RateCommand, ReconcileCommand } from './file-commands.ts'

export type { InvestigateCommand, RateCommand, ReconcileCommand } from './file-commands.ts'
export type { RatedLine } from './pricer.ts'

/** The verdict on files; with `save` calls and incidents are kept, with `out` the report files are made. */
export async function investigate(
  command: InvestigateCommand,
  onProgress: (progress: InvestigationProgress) => void,
) {
  if (!command.save) readAhead(command.files)
  return (await import('./file-commands.ts')).investigate(command, onProgress)
}

/** What the calls of files cost by a deck. */
export async function rate(command: RateCommand) {
  return (await import('./file-commands.ts')).rate(command)
}

/** A carrier's invoice beside the calls of files. */
export async function reconcile(command: ReconcileCommand) {
  readAhead(command.files)
  return (await import('./file-commands.ts')).reconcile(command)
}

/** Standard input belongs to the first thread. */
function readAhead(files: readonly string[]): void {
  if (!files.includes('-')) beginReader()
}
