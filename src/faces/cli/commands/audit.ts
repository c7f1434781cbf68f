import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import pc from 'picocolors'
import { auditScreen } from '../audit-screen.ts'
import { EXIT } from '../exit.ts'
import { type DataOptions, dataOption, example, type JsonOptions, jsonOption } from '../options.ts'
import { note, print, printJson, writeFiles } from '../output.ts'

/** audit PATH…: what is weak, with file and line, and how to mend it. */
export function auditCommand(version: string): Command {
  const command = new Command('audit')
    .description('what is weak in the configuration of a telephone system, with file, line and fix')
    .argument('<paths...>', 'folders such as /etc/asterisk, single files, or tar archives')
    .option('--firewall <files...>', 'rules of the firewalls between the Internet and the system, in order')
    .option('--zones <file>', 'zones.yaml: names of networks, and the firewalls between them')
    .option('--inventory <file>', 'inventory.yaml: devices and programs with their versions')
    .option('--attestations <file>', 'attestations.yaml: dated answers to what only a person can see')
    .option('--out <dir>', 'write assessment.html, assessment.pdf and audit.json: a report to hand on')
    .option('--site <file>', 'site.yaml: what attacks would cost there, for the report')
    .option('--rates <deck>', 'rate deck, CSV: exact prices for that')
    .option('--sarif <file>', 'write the findings as SARIF 2.1.0 too')
    .option('--ocsf <file>', 'write the findings as OCSF Compliance Findings too, one a line')
  dataOption(command)
  jsonOption(command)
  example(
    command,
    'ringfence audit /etc/asterisk --firewall iptables-save.txt \\\n  --zones zones.yaml --inventory inventory.yaml --json',
  )
  return command.action((paths: string[], options: Options) => run(paths, options, version))
}

interface Options extends JsonOptions, DataOptions {
  readonly firewall?: string[]
  readonly zones?: string
  readonly inventory?: string
  readonly attestations?: string
  readonly out?: string
  readonly site?: string
  readonly rates?: string
  readonly sarif?: string
  readonly ocsf?: string
}

async function run(
  paths: string[],
  { json, sarif, ocsf, ...options }: Options,
  version: string,
): Promise<void> {
  const { audit } = await import('#app')
  const outcome = await audit({ paths, ...options })
  const { report } = outcome
  const lines = (events: readonly object[]): string =>
    events.map((event) => `${JSON.stringify(event)}\n`).join('')
  if (sarif !== undefined) await write(sarif, `${JSON.stringify(outcome.sarif(version), null, 2)}\n`)
  if (ocsf !== undefined) await write(ocsf, lines(outcome.ocsf(version)))
  if (options.out !== undefined)
    for (const path of await writeFiles(options.out, await outcome.assessment(version))) note(`Wrote ${path}`)
  if (json) printJson(report)
  else print(auditScreen(report, pc.isColorSupported && process.stdout.isTTY))
  process.exitCode = report.findings.some(({ status }) => status === 'fail') ? EXIT.bad : EXIT.done
}

async function write(path: string, text: string): Promise<void> {
  await writeFile(path, text)
  note(`Wrote ${path}`)
}
