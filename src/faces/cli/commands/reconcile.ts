import { Command } from 'commander'
import pc from 'picocolors'
import { exitOfReconciled } from '../exit.ts'
import { example, type JsonOptions, jsonOption, type ReadingOptions, readingOptions } from '../options.ts'
import { print, printJson } from '../output.ts'
import { reconcileScreen } from '../reconcile-screen.ts'

interface Options extends Omit<ReadingOptions, 'map'>, JsonOptions {
  readonly invoice: string
  readonly rates: string
  readonly map?: string
  readonly deckMap?: string
  readonly callsMap?: string
}

/** reconcile --invoice FILE --rates DECK CALLS…: what the carrier bills beside what the PBX did. */
export function reconcileCommand(): Command {
  const command = new Command('reconcile')
    .description("match the carrier's invoice to the calls, line by line")
    .argument('<calls...>', 'call records, gzip as they are; - is standard input')
    .requiredOption('--invoice <file>', 'invoice of the carrier, CSV')
    .requiredOption('--rates <deck>', 'rate deck agreed with the carrier, CSV')
    .option('--map <file>', 'invoice-map.yaml that names the columns of another layout')
    .option('--deck-map <file>', 'deck-map.yaml, the same for the deck')
  readingOptions(command, '--calls-map <file>')
  jsonOption(command)
  example(
    command,
    'ringfence reconcile --invoice march.csv --rates deck.csv Master.csv \\\n  --country US --timezone America/New_York',
  )
  return command.action(run)
}

async function run(files: string[], { json, ...options }: Options): Promise<void> {
  const { reconcile } = await import('#app/files')
  const result = await reconcile({ files, ...options })
  if (json) printJson(result)
  else print(reconcileScreen(result, pc.isColorSupported && process.stdout.isTTY))
  process.exitCode = exitOfReconciled(result)
}
