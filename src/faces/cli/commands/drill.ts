import { Command, Option } from 'commander'
import type { TestDrillReport } from '#contract'
import { drillScreen } from '../drill-screen.ts'
import { EXIT } from '../exit.ts'
import { type DataOptions, dataOption, example, type JsonOptions, jsonOption } from '../options.ts'
import { print, printJson } from '../output.ts'
import { testDrillScreen } from '../test-drill-screen.ts'

interface Options extends DataOptions, JsonOptions {
  readonly scenario: string[]
  readonly site: string
  readonly customer: string
  readonly rates?: string
  readonly testPbx?: string
  readonly account?: string
  readonly secretFile?: string
  readonly transport?: 'udp' | 'tcp'
  readonly approve?: boolean
}

/** drill: how soon an attack would be noticed, and what it would have cost. */
export function drillCommand(version: string): Command {
  const command = new Command('drill')
    .description('simulate attacks against the rules in force: how soon they are noticed, what they cost')
    .option('--scenario <id...>', 'A1 to A16; all that calls and sign-ins can show when left out', [])
    .option('--site <id>', 'the site, or a site.yaml to try without any', 'main')
    .option('--customer <id>', 'the customer it belongs to', 'default')
    .option('--rates <deck>', 'price by this deck instead of the one kept for the site')
    .option('--test-pbx <address:port>', 'a PBX that is there for tests: place the first calls there by SIP')
    .addOption(new Option('--transport <name>', 'how it is called (default: udp)').choices(['udp', 'tcp']))
    .option('--account <name>', 'an account of that PBX, which calls')
    .option('--secret-file <file>', 'its secret')
    .option('--approve', 'place these calls; without it they are only shown')
  dataOption(command)
  jsonOption(command)
  example(
    command,
    'ringfence drill --scenario A1 A9\nringfence drill --scenario A1 --site lab --test-pbx 192.168.7.9:5060 \\\n  --account 1004 --secret-file secret --approve',
  )
  return command.action((options: Options) => run(options, command, version))
}

async function run(options: Options, command: Command, version: string): Promise<void> {
  const scenarios = options.scenario.flatMap((text) => text.split(',')).filter(Boolean)
  const { testPbx, account, secretFile, rates, json, transport = 'udp', approve = false } = options
  const isReal = testPbx !== undefined
  if (!isReal && (options.transport ?? account ?? secretFile ?? options.approve) !== undefined)
    command.error('error: --transport, --account, --secret-file and --approve go with --test-pbx')
  if (!isReal) return simulate(options, scenarios)
  const [scenario] = scenarios
  if (scenario === undefined || scenarios.length > 1 || account === undefined || secretFile === undefined)
    command.error('error: --test-pbx needs one --scenario, --account and --secret-file')
  if (rates !== undefined) command.error('error: --rates is for simulation; a site keeps its own')
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const { testDrillCommand } = await import('#app')
  const wanted = { ...options, scenario, testPbx, transport, account, secretFile, approve, version }
  const report = await testDrillCommand(wanted, stop.signal)
  if (json) printJson(report)
  else print(testDrillScreen(report, { colour: process.stdout.isTTY }))
  process.exitCode = CODES[report.outcome]
}

const CODES: Readonly<Record<TestDrillReport['outcome'], number>> = {
  planned: EXIT.done,
  detected: EXIT.done,
  missed: EXIT.bad,
  'not-tried': EXIT.failed,
}

async function simulate({ json, ...options }: Options, scenarios: readonly string[]): Promise<void> {
  const { drillCommand: drill } = await import('#app')
  const report = await drill({ ...options, scenarios })
  if (json) printJson(report)
  else print(drillScreen(report, { colour: process.stdout.isTTY }))
  if (report.missed.length > 0) process.exitCode = EXIT.bad
}
