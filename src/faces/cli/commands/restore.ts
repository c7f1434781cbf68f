import { Command } from 'commander'
import { type DataOptions, dataOption, example, type JsonOptions, jsonOption } from '../options.ts'
import { print, printJson } from '../output.ts'

/** restore FILE: puts a backup into an empty data directory. */
export function restoreCommand(): Command {
  const command = new Command('restore')
    .description('put a backup into an empty database')
    .argument('<file>', 'what `backup` wrote')
    .option('--force', 'replace what the database holds')
  dataOption(command)
  jsonOption(command)
  example(command, 'ringfence restore ringfence-2026-03-07.backup --data /srv/ringfence')
  return command.action(run)
}

interface Options extends DataOptions, JsonOptions {
  readonly force?: boolean
}

async function run(file: string, { json, ...options }: Options): Promise<void> {
  const { restore } = await import('#app')
  const done = await restore(file, options)
  if (json) printJson(done)
  else print(`Restored ${done.rows.toLocaleString('en-US')} rows from ${file}`)
}
