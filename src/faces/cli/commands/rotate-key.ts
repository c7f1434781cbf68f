import { Command } from 'commander'
import { type DataOptions, dataOption, example, type JsonOptions, jsonOption } from '../options.ts'
import { note, print, printJson } from '../output.ts'

interface Options extends DataOptions, JsonOptions {
  readonly lost?: boolean
}

/** rotate-key: seals every stored secret under a new key. */
export function rotateKeyCommand(): Command {
  const command = new Command('rotate-key')
    .description('seal every stored secret under a new key; the server must be stopped')
    .option('--lost', 'the present key is lost for good: what it sealed must be set up anew')
  dataOption(command)
  jsonOption(command)
  example(command, 'ringfence rotate-key')
  return command.action(run)
}

async function run({ json, ...options }: Options): Promise<void> {
  const { rotateKey } = await import('#app')
  const done = await rotateKey(options)
  if (done.inEnvironment)
    note('Everything is sealed with RINGFENCE_NEXT_KEY now: set RINGFENCE_KEY to it before the next start.')
  if (done.unreadable > 0)
    note(`${done.unreadable} secrets did not open with the present key and are as they were.`)
  if (json) printJson(done)
  else print(`${done.resealed} secrets are sealed with the new key.`)
}
