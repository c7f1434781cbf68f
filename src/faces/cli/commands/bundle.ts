import { Command } from 'commander'
import { type DataOptions, dataOption, example, type JsonOptions, jsonOption } from '../options.ts'
import { note, print, printJson } from '../output.ts'

interface Options extends DataOptions, JsonOptions {
  readonly output: string
  readonly redact?: string
}

/** bundle INCIDENT -o FILE: everything of an incident, signed. */
export function bundleCommand(): Command {
  const command = new Command('bundle')
    .description('write the evidence of an incident into one signed file that anybody can verify')
    .argument('<incident>', 'its id, as `investigate --save --json` gives it')
    .requiredOption('-o, --output <file>', 'file to write')
  command.option(
    '--redact <file>',
    'withhold what may name somebody; what shows each withheld text goes into this file',
  )
  dataOption(command)
  jsonOption(command)
  example(command, 'ringfence bundle 0198c2f0-5b1e-7c3a-9d44-0a1b2c3d4e5f -o incident.zip')
  return command.action(run)
}

async function run(incident: string, { output, json, ...options }: Options): Promise<void> {
  const { bundle } = await import('#app')
  const made = await bundle(incident, output, options)
  if (json) printJson(made)
  else
    print(
      `Wrote ${output}: ${made.files} files, ${made.entries} ledger entries\nSHA-256 ${made.sha256}\nPublic key ${made.publicKey}${options.redact === undefined ? '' : `\nWhat opens the withheld texts is in ${options.redact}: keep it, and show of it what must be shown.`}`,
    )
  for (const { from, to } of made.lost)
    note(`The database lost the ledger entries ${from} to ${to}; the bundle says so.`)
}
