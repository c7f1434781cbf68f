import { Command } from 'commander'
import type { SiteReport } from '#app'
import { plainText } from '#core/kernel'
import { capabilityLines } from '../capabilities.ts'
import { EXIT } from '../exit.ts'
import { type DataOptions, dataOption, example, type JsonOptions, jsonOption } from '../options.ts'
import { print, printJson } from '../output.ts'

interface Options extends DataOptions, JsonOptions {
  readonly site?: string
  readonly settings?: string
  readonly rates?: string
}

/** sites: what is connected where, and what can be done there now. */
export function sitesCommand(): Command {
  const command = new Command('sites')
    .description('list the sites with their connections, each tried now')
    .option('--site <id>', 'only this one')
    .option('--settings <file>', 'keep this site.yaml as the settings of --site')
    .option('--rates <deck>', 'keep this rate deck for --site: running calls are priced by it')
  dataOption(command)
  jsonOption(command)
  example(command, 'ringfence sites --site main --settings site.yaml --rates deck.csv')
  return command.action(run)
}

async function run({ json, ...options }: Options, command: Command): Promise<void> {
  if (options.site === undefined && (options.settings ?? options.rates) !== undefined)
    command.error('error: --settings and --rates want --site', { exitCode: EXIT.usage })
  const { sites } = await import('#app')
  const found = await sites(options)
  if (json) printJson({ sites: found })
  else for (const site of found) show(site)
  const reached = found.every(({ connections }) => connections.every(({ ok }) => ok))
  process.exitCode = reached ? EXIT.done : EXIT.failed
}

function show({ id, name, rates, connections }: SiteReport): void {
  const priced = rates === 'deck' ? 'its rate deck' : 'the built-in estimate'
  print(`${plainText(id)}: ${plainText(name)}, priced by ${priced}`)
  if (connections.length === 0) print('  nothing connected')
  for (const { kind, id: connection, ok, product, reason, capabilities } of connections) {
    print(`  ${kind} ${connection}: ${plainText(ok ? product : `NOT REACHED: ${reason}`)}`)
    for (const line of capabilityLines(capabilities)) print(`    ${line}`)
  }
}
