import { Argument, Command } from 'commander'
import { advisoriesScreen, updateScreen } from '../advisories-screen.ts'
import { EXIT } from '../exit.ts'
import { type DataOptions, dataOption, example, type JsonOptions, jsonOption } from '../options.ts'
import { print, printJson } from '../output.ts'

interface Options extends JsonOptions, DataOptions {
  readonly inventory?: string
  readonly from: string[]
  readonly rules: string[]
  readonly zones?: string
  readonly inInterface?: string
}

const several = (value: string, before: string[]): string[] => [...before, value]

/** advisories match, advisories update. */
export function advisoriesCommand(): Command {
  const command = new Command('advisories')
    .description('match devices, modules and firmware with published weaknesses, or import newer ones')
    .addArgument(
      new Argument('<what>', 'match an inventory, or update the data').choices(['match', 'update']),
    )
    .option('--inventory <file>', 'match: inventory.yaml with devices: name, vendor, product, version')
    .option(
      '--rules <file>',
      'match: rules of the firewall, to say what can be reached (devices with an address); again for the next',
      several,
      [],
    )
    .option('--zones <file>', 'match: zones.yaml, as reach takes it')
    .option('--in-interface <name>', 'match: interface that outside is behind')
    .option(
      '--from <file>',
      'update: KEV, CVE record 5, NVD 2.0, OSV or CSAF, recognised by content; again for more',
      several,
      [],
    )
  dataOption(command)
  jsonOption(command)
  example(
    command,
    'ringfence advisories match --inventory inventory.yaml\nringfence advisories update --from known_exploited_vulnerabilities.json',
  )
  return command.action(run)
}

async function run(what: string, options: Options, command: Command): Promise<void> {
  if (what === 'update') await update(options, command)
  else await match(options, command)
}

async function match({ inventory, from: _, json, ...options }: Options, command: Command): Promise<void> {
  if (inventory === undefined) return command.error('error: match needs --inventory <file>')
  const { matchInventory } = await import('#app')
  const found = await matchInventory({ inventory, ...options })
  if (json) printJson(found)
  else print(advisoriesScreen(found))
  if (found.matches.length > 0) process.exitCode = EXIT.bad
}

async function update({ from, json, ...options }: Options, command: Command): Promise<void> {
  if (from.length === 0) return command.error('error: update needs --from <file>')
  const { updateAdvisories } = await import('#app')
  const done = await updateAdvisories(from, options)
  if (json) printJson(done)
  else print(updateScreen(done))
}
