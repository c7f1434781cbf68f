import { Command } from 'commander'
import { plainText } from '#core/kernel'
import { EXIT } from '../exit.ts'
import { type DataOptions, dataOption, example, type JsonOptions, jsonOption } from '../options.ts'
import { print, printJson } from '../output.ts'

/** doctor: looks whether everything Ringfence needs is there and whole. */
export function doctorCommand(): Command {
  const command = new Command('doctor').description('check the data directory, the database and the content')
  dataOption(command)
  jsonOption(command)
  example(command, 'ringfence doctor')
  return command.action(run)
}

async function run({ json, ...options }: DataOptions & JsonOptions): Promise<void> {
  const { diagnose } = await import('#app')
  const checks = await diagnose(options)
  const ok = checks.every((check) => check.ok)
  if (json) printJson({ ok, checks })
  else {
    for (const check of checks) {
      print(`${check.ok ? 'ok    ' : 'FAILED'} ${check.name}: ${plainText(check.detail)}`)
      if (!check.ok) print(`       ${plainText(check.remedy)}`)
    }
  }
  process.exitCode = ok ? EXIT.done : EXIT.bad
}
