import { Command } from 'commander'
import type { ProbeReport } from '#contract'
import { EXIT } from '../exit.ts'
import { type DataOptions, dataOption, example, type JsonOptions, jsonOption } from '../options.ts'
import { print, printJson } from '../output.ts'
import { probeScreen } from '../probe-screen.ts'

interface Options extends JsonOptions, DataOptions {
  readonly inventory: string
  readonly account?: string
  readonly secretFile?: string
  readonly callTo?: string
  readonly expect?: string[]
  readonly only?: string[]
  readonly mac?: string
  readonly lockout?: boolean
  readonly defaultCredentials?: boolean
  readonly dryRun?: boolean
}

/** probe [ADDRESS…]: what one's own system answers to somebody who asks over the network. */
export function probeCommand(version: string): Command {
  const command = new Command('probe')
    .description('what your own system answers over the network: asked politely, at most 5 packets a second')
    .argument('[addresses...]', 'addresses of the inventory; without them all of it')
    .requiredOption('--inventory <file>', 'inventory.yaml: only addresses listed there are asked')
    .option('--account <name>', 'an account that exists, to compare with one that does not')
    .option('--secret-file <file>', 'its secret, for a call of its own (P15)')
    .option('--call-to <number>', 'a number that answers, such as an echo test, for that call')
    .option('--expect <ports...>', 'signalling that is meant to be open: 5060/udp 5060/tcp 5061/tls')
    .option('--only <probes...>', 'P1 to P15; without it all')
    .option('--mac <address>', 'MAC address of a phone of yours: is its file handed out? (P12)')
    .option('--default-credentials', 'try one shipped password at each interface found (P11)')
    .option(
      '--lockout',
      'five wrong secrets, to see whether guessing is stopped (P6): may lock this machine out',
    )
    .option('--dry-run', 'print what would be sent, and send nothing')
  dataOption(command)
  jsonOption(command)
  example(
    command,
    'ringfence probe --inventory inventory.yaml --account 1001\n\nOnly addresses proven yours are asked: this machine, a private network it is\nattached to, or a public address whose reverse name carries a TXT record at\n_ringfence with the token that the refusal names.',
  )
  return command.action(async (targets: string[], { json, ...options }: Options) => {
    const { probe } = await import('#app')
    const report = await probe({ targets, version, ...options })
    if (json) printJson(report)
    else print(probeScreen(report))
    if (anyFails(report)) process.exitCode = EXIT.bad
  })
}

const anyFails = ({ targets }: ProbeReport): boolean =>
  targets.some(({ verdicts }) => verdicts.some(({ verdict }) => verdict === 'fail'))
