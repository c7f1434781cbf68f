import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { advisoriesCommand } from './commands/advisories.ts'
import { auditCommand } from './commands/audit.ts'
import { backupCommand } from './commands/backup.ts'
import { bundleCommand } from './commands/bundle.ts'
import { connectCommand } from './commands/connect.ts'
import { containCommand } from './commands/contain.ts'
import { controlsCommand } from './commands/controls.ts'
import { doctorCommand } from './commands/doctor.ts'
import { drillCommand } from './commands/drill.ts'
import { firmwareCommand } from './commands/firmware.ts'
import { investigateCommand } from './commands/investigate.ts'
import { migrateCommand } from './commands/migrate.ts'
import { obligationsCommand } from './commands/obligations.ts'
import { playbookCommand } from './commands/playbook.ts'
import { probeCommand } from './commands/probe.ts'
import { publicKeyCommand } from './commands/public-key.ts'
import { rateCommand } from './commands/rate.ts'
import { reachCommand } from './commands/reach.ts'
import { reconcileCommand } from './commands/reconcile.ts'
import { restoreCommand } from './commands/restore.ts'
import { retentionCommand } from './commands/retention.ts'
import { rotateKeyCommand } from './commands/rotate-key.ts'
import { rulesCommand } from './commands/rules.ts'
import { serveCommand } from './commands/serve.ts'
import { sitesCommand } from './commands/sites.ts'
import { undoCommand } from './commands/undo.ts'
import { verifyCommand } from './commands/verify.ts'
import { watchCommand } from './commands/watch.ts'

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

/** The whole command line. Commands load the application when they run, so that help is quick. */
export function createProgram(): Command {
  const program = new Command('ringfence')
    .description('Finds a phone-system breach in call records, and says what it cost and why.')
    .version(version)
    .addHelpText('after', EXAMPLE)
  for (const command of [
    investigateCommand(),
    serveCommand(),
    rateCommand(),
    auditCommand(version),
    reconcileCommand(),
    connectCommand(),
    sitesCommand(),
    watchCommand(),
    reachCommand(),
    rulesCommand(),
    probeCommand(version),
    obligationsCommand(),
    advisoriesCommand(),
    firmwareCommand(),
    bundleCommand(),
    verifyCommand(),
    publicKeyCommand(),
    playbookCommand(),
    containCommand(),
    controlsCommand(),
    undoCommand(),
    drillCommand(version),
    backupCommand(),
    restoreCommand(),
    retentionCommand(),
    rotateKeyCommand(),
    migrateCommand(),
    doctorCommand(),
  ]) {
    program.addCommand(command)
  }
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
