import { Command } from 'commander'
import { drillScreen } from '../drill-screen.ts'
import { EXIT } from '../exit.ts'
import { type DataOptions, dataOption, example, type JsonOptions, jsonOption } from '../options.ts'
import { print, printJson } from '../output.ts'

interface Options extends DataOptions, JsonOptions {
  readonly scenario: string[]
  readonly site: string
  readonly customer: string
  readonly rates?: string
}

/** drill: how soon an attack would be noticed, and what it would have cost. */
export function drillCommand(): Command {
  const command = new Command('drill')
    .description('simulate attacks against the rules in force: how soon they are noticed, what they cost')
    .option('--scenario <id...>', 'A1 to A16; all that calls and sign-ins can show when left out', [])
    .option('--site <id>', 'the site, or a site.yaml to try without any', 'main')
    .option('--customer <id>', 'the customer it belongs to', 'default')
    .option('--rates <deck>', 'price by this deck instead of the one kept for the site')
  dataOption(command)
  jsonOption(command)
  example(command, 'ringfence drill --scenario A1 A9')
  return command.action(run)
}

async function run({ json, scenario, ...options }: Options): Promise<void> {
  const { drillCommand: drill } = await import('#app')
  const scenarios = scenario.flatMap((text) => text.split(',')).filter(Boolean)
  const report = await drill({ ...options, scenarios })
  if (json) printJson(report)
  else print(drillScreen(report, { colour: process.stdout.isTTY }))
  if (report.missed.length > 0) process.exitCode = EXIT.bad
}
