import { readFileSync } from 'node:fs'
import { Command } from 'commander'

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

/** In the order in which help names them. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  investigate: async () => (await import('./commands/investigate.ts')).investigateCommand(),
  serve: async () => (await import('./commands/serve.ts')).serveCommand(),
  rate: async () => (await import('./commands/rate.ts')).rateCommand(),
  audit: async () => (await import('./commands/audit.ts')).auditCommand(version),
  reconcile: async () => (await import('./commands/reconcile.ts')).reconcileCommand(),
  connect: async () => (await import('./commands/connect.ts')).connectCommand(),
  sites: async () => (await import('./commands/sites.ts')).sitesCommand(),
  watch: async () => (await import('./commands/watch.ts')).watchCommand(),
  reach: async () => (await import('./commands/reach.ts')).reachCommand(),
  rules: async () => (await import('./commands/rules.ts')).rulesCommand(),
  probe: async () => (await import('./commands/probe.ts')).probeCommand(version),
  obligations: async () => (await import('./commands/obligations.ts')).obligationsCommand(),
  advisories: async () => (await import('./commands/advisories.ts')).advisoriesCommand(),
  firmware: async () => (await import('./commands/firmware.ts')).firmwareCommand(),
  bundle: async () => (await import('./commands/bundle.ts')).bundleCommand(),
  verify: async () => (await import('./commands/verify.ts')).verifyCommand(),
  'public-key': async () => (await import('./commands/public-key.ts')).publicKeyCommand(),
  playbook: async () => (await import('./commands/playbook.ts')).playbookCommand(),
  contain: async () => (await import('./commands/contain.ts')).containCommand(),
  controls: async () => (await import('./commands/controls.ts')).controlsCommand(),
  undo: async () => (await import('./commands/undo.ts')).undoCommand(),
  drill: async () => (await import('./commands/drill.ts')).drillCommand(version),
  backup: async () => (await import('./commands/backup.ts')).backupCommand(),
  restore: async () => (await import('./commands/restore.ts')).restoreCommand(),
  retention: async () => (await import('./commands/retention.ts')).retentionCommand(),
  'rotate-key': async () => (await import('./commands/rotate-key.ts')).rotateKeyCommand(),
  migrate: async () => (await import('./commands/migrate.ts')).migrateCommand(),
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand(),
}

/**
 * The whole command line, or the one command that `wanted` names: then no other is loaded. Commands load the application
 * when they run, so that help is quick.
 */
export async function createProgram(wanted?: string): Promise<Command> {
  const program = new Command('ringfence')
    .description('Finds a phone-system breach in call records, and says what it cost and why.')
    .version(version)
    .addHelpText('after', EXAMPLE)
  const one = wanted !== undefined && Object.hasOwn(COMMANDS, wanted) ? COMMANDS[wanted] : undefined
  for (const load of one ? [one] : Object.values(COMMANDS)) program.addCommand(await load())
  for (const command of [
    program,
    ...program.commands,
    ...program.commands.flatMap((each) => each.commands),
  ]) {
    // The same text on every terminal: docs/reference/cli.txt is compared with it.
    command.configureHelp({ helpWidth: 80 }).exitOverride().showSuggestionAfterError()
  }
  return program
}

const EXAMPLE = `
Exit codes: 0 nothing bad found, 1 failed, 2 wrong usage, 3 something bad found,
4 a breach that is still going on.

Example:
  ringfence investigate Master.csv --country US --timezone America/New_York`
