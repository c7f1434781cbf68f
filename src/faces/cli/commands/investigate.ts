import { Command } from 'commander'
import pc from 'picocolors'
import { exitOfVerdict } from '../exit.ts'
import {
  type DataOptions,
  dataOption,
  example,
  type JsonOptions,
  jsonOption,
  type ReadingOptions,
  readingOptions,
} from '../options.ts'
import { note, print, printJson, writeFiles } from '../output.ts'
import { createProgress } from '../progress.ts'
import { verdictScreen } from '../screen.ts'

interface Options extends ReadingOptions, DataOptions, JsonOptions {
  readonly rates?: string
  readonly since?: string
  readonly until?: string
  readonly now?: string
  readonly out?: string
  readonly save?: boolean
}

/** investigate FILE…: the verdict, on one screen or as JSON. */
export function investigateCommand(): Command {
  const command = new Command('investigate')
    .description('was it a breach, since when, which accounts, what did it cost, is it still going on')
    .argument('<files...>', 'call records and security logs, gzip as they are; - is standard input')
  readingOptions(command)
    .option('--rates <deck>', 'rate deck, CSV; without it exposure is an estimate')
    .option('--since <time>', 'leave out what began before, ISO 8601')
    .option('--until <time>', 'leave out what began later, ISO 8601')
    .option('--now <time>', 'the instant "ongoing" is judged by (default: newest record)')
    .option('--out <dir>', 'write report.html, report.pdf, flagged-calls.csv, verdict.json')
    .option('--save', 'keep the calls and the incidents in the database')
  dataOption(command)
  jsonOption(command)
  example(
    command,
    'ringfence investigate Master.csv security.log --country DE \\\n  --timezone Europe/Berlin --rates deck.csv --out report/',
  )
  return command.action(run)
}

async function run(files: string[], { json, ...options }: Options): Promise<void> {
  const progress = createProgress(process.stderr, Date.now)
  const { investigate } = await import('#app/files')
  const { verdict, files: reports } = await investigate({ files, ...options }, progress.update).finally(
    progress.end,
  )
  const written = options.out === undefined ? [] : await writeFiles(options.out, reports)
  if (json) printJson(verdict)
  else print(verdictScreen(verdict, pc.isColorSupported && process.stdout.isTTY))
  for (const path of written) note(`Wrote ${path}`)
  process.exitCode = exitOfVerdict(verdict)
}
