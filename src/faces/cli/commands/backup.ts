import { Command } from 'commander'
import { type DataOptions, dataOption, example, type JsonOptions, jsonOption } from '../options.ts'
import { print, printJson } from '../output.ts'

/** backup FILE: everything that is kept, in one file. */
export function backupCommand(): Command {
  const command = new Command('backup')
    .description('write everything that is kept into one file')
    .argument('<file>', 'file to write; an older one of this name is replaced once it is whole')
  dataOption(command)
  jsonOption(command)
  example(command, 'ringfence backup ringfence-2026-03-07.backup')
  return command.action(run)
}

async function run(file: string, { json, ...options }: DataOptions & JsonOptions): Promise<void> {
  const { backup } = await import('#app')
  const done = await backup(file, options)
  if (json) printJson(done)
  else
    print(
      [
        `Wrote ${file}: ${done.rows.toLocaleString('en-US')} rows, ${done.bytes.toLocaleString('en-US')} bytes`,
        done.key
          ? 'It holds the key that opens sealed secrets: keep it as safe as the data.'
          : 'It does not hold the key that opens sealed secrets: keep a copy of that elsewhere.',
      ].join('\n'),
    )
}
