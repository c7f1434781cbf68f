import { Command } from 'commander'
import type { BundleVerified } from '#contract'
import { plainText } from '#core/kernel'
import { EXIT } from '../exit.ts'
import { example, type JsonOptions, jsonOption } from '../options.ts'
import { print, printJson } from '../output.ts'
import { wrap } from '../wrap.ts'

interface Options extends JsonOptions {
  readonly key?: string
  readonly openings?: string
  readonly tsaCa?: string
}

/** verify FILE: is this bundle as it was signed? Needs no database and no network. */
export function verifyCommand(): Command {
  const command = new Command('verify')
    .description('check a bundle of evidence; needs no database and no network')
    .argument('<file>', 'the bundle')
    .option('--key <file>', 'public key of whoever made it, had from them by another way')
    .option('--tsa-ca <file>', 'certificates (PEM) of the authority whose time stamps you trust')
    .option('--openings <file>', 'texts that were withheld, as they were shown to you')
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
  if (result.redacted) lines.push(...redactedLines(result))
  lines.push(...stampLines(result))
  for (const { from, to } of result.lost)
    lines.push(`When it was made, the ledger entries ${from} to ${to} were missing in the database.`)
  lines.push(...wrap(result.proves, 78))
  print(lines.map(plainText).join('\n'))
}

/** Of many stamps the first and the last: between them the others stand. */
function stampLines({ stamps }: BundleVerified): string[] {
  const shown = stamps.length > 2 ? [stamps[0], stamps.at(-1)] : stamps
  const lines = shown.flatMap((stamp) =>
    stamp ? [`Entries 1 to ${stamp.size} stood on ${stamp.at}, by the clock of ${stamp.by}.`] : [],
  )
  const unknown = stamps.some(({ trusted }) => trusted === null)
  return unknown ? [...lines, 'Whether that is whom they say: give their certificates with --tsa-ca.'] : lines
}

function redactedLines({ files, opened }: BundleVerified): string[] {
  const withheld = files.filter((file) => file.withheld).length
  const said = `Redacted: ${withheld === 1 ? '1 file is' : `${withheld} files are`} here by hash alone, and texts that may name somebody are withheld.`
  return opened > 0 ? [said, `${opened} of them were shown, and are what was withheld.`] : [said]
}
