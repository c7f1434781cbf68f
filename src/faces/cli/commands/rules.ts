import { Argument, Command } from 'commander'
import { EXIT } from '../exit.ts'
import { example, type JsonOptions, jsonOption } from '../options.ts'
import { print, printJson } from '../output.ts'
import { closingScreen, deadScreen, differenceScreen, matrixScreen } from '../rules-screen.ts'

interface Options extends JsonOptions {
  readonly rules: string[]
  readonly before: string[]
  readonly after: string[]
  readonly zones?: string
  readonly from?: string
  readonly to?: string
  readonly proto?: string
  readonly port?: string
  readonly chain?: string
  readonly keep?: string
}

const several = (value: string, before: string[]): string[] => [...before, value]

/** rules matrix, dead, diff, close: rule sets as a whole. */
export function rulesCommand(): Command {
  const command = new Command('rules')
    .description(
      'firewall rules as a whole: zones against zones, rules that never count, what a change opens, what closes a gap',
    )
    .addArgument(new Argument('<what>', 'what to look at').choices(['matrix', 'dead', 'diff', 'close']))
    .option(
      '--rules <file>',
      'matrix, dead, close: rules of a firewall, as reach takes them; again for the next',
      several,
      [],
    )
    .option('--before <file>', 'diff: the rules as they were; again for the next firewall', several, [])
    .option('--after <file>', 'diff: the rules as they are; again for the next firewall', several, [])
    .option('--zones <file>', 'zones.yaml: names of networks, and the firewalls between them')
    .option('--from <who>', 'diff, close: only packets from this address, network or zone')
    .option('--to <whom>', 'diff, close: only packets to this address, network or zone')
    .option('--proto <name>', 'diff, close: only packets of this protocol')
    .option('--port <port>', 'diff, close: only packets to this port, range or list')
    .option('--chain <name>', 'diff, close: INPUT, FORWARD or OUTPUT')
    .option('--keep <addresses>', 'close: who may pass still, such as the trunks of the carrier')
  jsonOption(command)
  example(
    command,
    'ringfence rules matrix --zones zones.yaml\nringfence rules dead --rules edge.rules\nringfence rules diff --before old.rules --after new.rules\nringfence rules close --zones zones.yaml --from internet --to pbx --proto udp --port 5060 --keep 198.51.100.0/24',
  )
  return command.action(run)
}

async function run(what: string, options: Options, command: Command): Promise<void> {
  if (what === 'matrix') await matrix(options)
  else if (what === 'dead') await dead(options)
  else if (what === 'close') await close(options, command)
  else await diff(options, command)
}

async function matrix({ json, rules, zones }: Options): Promise<void> {
  const { rulesMatrix } = await import('#app')
  const found = await rulesMatrix({ rules, zones })
  if (json) printJson(found)
  else print(matrixScreen(found))
}

async function dead({ json, rules, zones }: Options): Promise<void> {
  const { deadRules } = await import('#app')
  const found = await deadRules({ rules, zones })
  if (found.dead.length > 0) process.exitCode = EXIT.bad
  if (json) printJson(found)
  else print(deadScreen(found))
}

async function close({ json, from, to, ...options }: Options, command: Command): Promise<void> {
  if (from === undefined || to === undefined)
    return command.error('error: close needs --from <who> and --to <whom>')
  const { rulesClose } = await import('#app')
  const { rules, zones, proto, port, chain, keep } = options
  const closing = await rulesClose({ rules, zones, from, to, proto, port, chain, keep })
  if (closing.after !== 'never') process.exitCode = EXIT.bad
  if (json) printJson(closing)
  else print(closingScreen(closing))
}

async function diff({ json, ...options }: Options, command: Command): Promise<void> {
  if (options.before.length === 0 || options.after.length === 0)
    return command.error('error: diff needs --before <file> and --after <file>')
  const { rulesDiff } = await import('#app')
  const { before, after, zones, from, to, proto, port, chain } = options
  const difference = await rulesDiff({ before, after, ...given({ zones, from, to, proto, port, chain }) })
  if (difference.opened.length > 0) process.exitCode = EXIT.bad
  if (json) printJson(difference)
  else print(differenceScreen(difference))
}

/** Without what nobody said: it would stand before what is taken for it. */
const given = <T extends object>(all: T): Partial<T> =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Partial<T>
