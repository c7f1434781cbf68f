import { Command } from 'commander'
import pc from 'picocolors'
import { auditScreen } from '../audit-screen.ts'
import { EXIT } from '../exit.ts'
import { type DataOptions, dataOption, example, type JsonOptions, jsonOption } from '../options.ts'
import { print, printJson } from '../output.ts'

/** audit PATH…: what is weak, with file and line, and how to mend it. */
export function auditCommand(): Command {
  const command = new Command('audit')
    .description('what is weak in the configuration of a telephone system, with file, line and fix')
    .argument('<paths...>', 'folders such as /etc/asterisk, single files, or tar archives')
    .option('--firewall <files...>', 'rules of the firewalls between the Internet and the system, in order')
    .option('--zones <file>', 'zones.yaml: names of networks, and the firewalls between them')
    .option('--inventory <file>', 'inventory.yaml: devices and programs with their versions')
  dataOption(command)
  jsonOption(command)
  example(
    command,
    'ringfence audit /etc/asterisk --firewall iptables-save.txt \\\n  --zones zones.yaml --inventory inventory.yaml --json',
  )
  return command.action(run)
}

interface Options extends JsonOptions, DataOptions {
  readonly firewall?: string[]
  readonly zones?: string
  readonly inventory?: string
}

async function run(paths: string[], { json, ...options }: Options): Promise<void> {
  const { audit } = await import('#app')
  const report = await audit({ paths, ...options })
  if (json) printJson(report)
  else print(auditScreen(report, pc.isColorSupported && process.stdout.isTTY))
  process.exitCode = report.findings.some(({ status }) => status === 'fail') ? EXIT.bad : EXIT.done
}
