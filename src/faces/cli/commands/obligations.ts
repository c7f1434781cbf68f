import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import pc from 'picocolors'
import { obligationsScreen } from '../obligations-screen.ts'
import { example, type JsonOptions, jsonOption } from '../options.ts'
import { note, print, printJson } from '../output.ts'

interface Options extends JsonOptions {
  readonly facts: string
  readonly ics?: string
}

/** obligations --facts FILE: whom to tell, by when, in which order. */
export function obligationsCommand(): Command {
  const command = new Command('obligations')
    .description('what must be reported, to whom, by when; what may have to be, and what settles it')
    .requiredOption('--facts <file>', 'facts.yaml: what is known of the incident')
    .option('--ics <file>', 'write the deadlines as a calendar')
  jsonOption(command)
  example(command, 'ringfence obligations --facts facts.yaml --ics deadlines.ics')
  return command.action(run)
}

async function run({ facts, ics, json }: Options): Promise<void> {
  const { obligations } = await import('#app')
  const { report, calendar } = await obligations(facts)
  if (ics !== undefined) await writeFile(ics, calendar)
  if (json) printJson(report)
  else print(obligationsScreen(report, pc.isColorSupported && process.stdout.isTTY))
  if (ics !== undefined) note(`Wrote ${ics}`)
}
