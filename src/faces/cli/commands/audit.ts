import { Command } from 'commander'
import pc from 'picocolors'
import { auditScreen } from '../audit-screen.ts'
import { EXIT } from '../exit.ts'
import { example, type JsonOptions, jsonOption } from '../options.ts'
import { print, printJson } from '../output.ts'

/** audit PATH…: what is weak, with file and line, and how to mend it. */
export function auditCommand(): Command {
  const command = new Command('audit')
    .description('what is weak in the configuration of a telephone system, with file, line and fix')
    .argument('<paths...>', 'folders such as /etc/asterisk, single files, or tar archives')
    .option('--firewall <files...>', 'rules of the firewalls between the Internet and the system, in order')
  jsonOption(command)
  example(command, 'ringfence audit /etc/asterisk --firewall iptables-save.txt --json')
  return command.action(run)
}

interface Options extends JsonOptions {
  readonly firewall?: string[]
}

async function run(paths: string[], { json, firewall }: Options): Promise<void> {
  const { audit } = await import('#app')
  const report = await audit({ paths, firewall })
  if (json) printJson(report)
  else print(auditScreen(report, pc.isColorSupported && process.stdout.isTTY))
  process.exitCode = report.findings.some(({ status }) => status === 'fail') ? EXIT.bad : EXIT.done
}
