import { Argument, Command } from 'commander'
import { EXIT } from '../exit.ts'
import { example, type JsonOptions, jsonOption } from '../options.ts'
import { print, printJson } from '../output.ts'
import { deadScreen, differenceScreen, matrixScreen } from '../rules-screen.ts'

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
}

const several = (value: string, before: string[]): string[] => [...before, value]

/** rules matrix, rules dead, rules diff: rule sets as a whole. */
export function rulesCommand(): Command {
  const command = new Command('rules')
    .description(
      'firewall rules as a whole: zones against zones, rules that never count, what a change opens',
    )
    .addArgument(new Argument('<what>', 'what to look at').choices(['matrix', 'dead', 'diff']))
    .option(
      '--rules <file>',
      'matrix, dead: rules of a firewall, as reach takes them; again for the next',
      several,
      [],
    )
    .option('--before <file>', 'diff: the rules as they were; again for the next firewall', several, [])
    .option('--after <file>', 'diff: the rules as they are; again for the next firewall', several, [])
    .option('--zones <file>', 'zones.yaml: names of networks, and the firewalls between them')
    .option('--from <who>', 'diff: only packets from this address, network or zone')
    .option('--to <whom>', 'diff: only packets to this address, network or zone')
    .option('--proto <name>', 'diff: only packets of this protocol')
    .option('--port <port>', 'diff: only packets to this port, range or list')
    .option('--chain <name>', 'diff: INPUT, FORWARD or OUTPUT')
  jsonOption(command)
  example(
    command,
    'ringfence rules matrix --zones zones.yaml\nringfence rules dead --rules edge.rules\nringfence rules diff --before old.rules --after new.rules',
  )
  return command.action(run)
}

async function run(
  what: string,
  { json, rules, zones, ...options }: Options,
  command: Command,
): Promise<void> {
  const { deadRules, rulesDiff, rulesMatrix } = await import('#app')
  if (what === 'matrix') {
    const matrix = await rulesMatrix({ rules, zones })
    return json ? printJson(matrix) : print(matrixScreen(matrix))
  }
  if (what === 'dead') {
    const found = await deadRules({ rules, zones })
    if (found.dead.length > 0) process.exitCode = EXIT.bad
    return json ? printJson(found) : print(deadScreen(found))
  }
  if (options.before.length === 0 || options.after.length === 0)
    return command.error('error: diff needs --before <file> and --after <file>')
  const difference = await rulesDiff({ zones, ...options })
  if (difference.opened.length > 0) process.exitCode = EXIT.bad
  return json ? printJson(difference) : print(differenceScreen(difference))
}
