import { Command } from 'commander'
import { plainText } from '#core/kernel'
import { EXIT } from '../exit.ts'
import { example, type JsonOptions, jsonOption } from '../options.ts'
import { print, printJson } from '../output.ts'
import { wrap } from '../wrap.ts'

interface Options extends JsonOptions {
  readonly key?: string
}

/** verify FILE: is this bundle as it was signed? Needs no database and no network. */
export function verifyCommand(): Command {
  const command = new Command('verify')
    .description('check a bundle of evidence; needs no database and no network')
    .argument('<file>', 'the bundle')
    .option('--key <file>', 'public key of whoever made it, had from them by another way')
  jsonOption(command)
  example(command, 'ringfence verify incident.zip --key ringfence.pub')
  return command.action(run)
}

async function run(file: string, { json, ...options }: Options): Promise<void> {
  const { verify } = await import('#app')
  const result = await verify(file, options)
  process.exitCode = result.ok ? EXIT.done : EXIT.bad
  if (json) return printJson(result)
  const signed = result.signedBy ? `, key ${result.signedBy.keyId} of ${result.signedBy.origin}` : ''
  const lines = result.ok
    ? [`Whole: ${result.files.length} files, ${result.entries} ledger entries${signed}`]
    : [
        'NOT as it was signed',
        ...result.problems.slice(0, 20).map(({ code, where, message }) => `${where}: ${message}  [${code}]`),
      ]
  for (const { from, to } of result.lost)
    lines.push(`When it was made, the ledger entries ${from} to ${to} were missing in the database.`)
  lines.push(...wrap(result.proves, 78))
  print(lines.map(plainText).join('\n'))
}
