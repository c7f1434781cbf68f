import { Command } from 'commander'
import { type DataOptions, dataOption, example, type JsonOptions, jsonOption } from '../options.ts'
import { print, printJson } from '../output.ts'

/** migrate: brings the database to what this version expects. `serve` does it by itself. */
export function migrateCommand(): Command {
  const command = new Command('migrate').description('bring the database to what this version expects')
  dataOption(command)
  jsonOption(command)
  example(command, 'ringfence migrate')
  return command.action(run)
}

async function run({ json, ...options }: DataOptions & JsonOptions): Promise<void> {
  const { migrate } = await import('#app')
  const { applied } = await migrate(options)
  if (json) printJson({ applied })
  else
    print(
      applied.length === 0 ? 'Nothing to do: the database is up to date' : `Applied ${applied.join(', ')}`,
    )
}
