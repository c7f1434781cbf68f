import { Command } from 'commander'
import { moneyText } from '#core/kernel'
import { example, type JsonOptions, jsonOption, type ReadingOptions, readingOptions } from '../options.ts'
import { createLines, note, print, printJson } from '../output.ts'

interface Options extends ReadingOptions, JsonOptions {
  readonly rates: string
  readonly deckMap?: string
  readonly each?: boolean
}

/** rate --rates DECK FILE…: what the calls cost by a deck. */
export function rateCommand(): Command {
  const command = new Command('rate')
    .description('price call records with a rate deck')
    .argument('<files...>', 'call records, gzip as they are; - is standard input')
    .requiredOption('--rates <deck>', 'rate deck, CSV')
    .option('--deck-map <file>', 'deck-map.yaml that names the columns of another layout')
    .option('--each', 'print one line of JSON a call instead of the sum')
  readingOptions(command)
  jsonOption(command)
  example(command, 'ringfence rate --rates deck.csv Master.csv --country US --json')
  return command.action(run)
}

async function run(files: string[], { json, each, ...options }: Options): Promise<void> {
  const { rate } = await import('#app/files')
  const lines = createLines()
  const sum = await rate({
    files,
    ...options,
    ...(each ? { each: (line: unknown) => lines.add(JSON.stringify(line)) } : {}),
  })
  lines.end()
  const words = `${sum.calls.toLocaleString('en-US')} calls, ${moneyText(sum.total)}, ${sum.unrated.toLocaleString('en-US')} without a rate`
  if (each) note(words)
  else if (json) printJson(sum)
  else print(words)
}
