#!/usr/bin/env node
import { CommanderError } from 'commander'
import { DomainError, plainText } from '#core/kernel'
import { EXIT, exitOfError } from './exit.ts'
import { note } from './output.ts'
import { createProgram } from './program.ts'

// Whoever reads us may stop reading (`| head`): that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.failed)
})

try {
  await (await createProgram(process.argv[2])).parseAsync(process.argv)
} catch (error) {
  process.exitCode = exitOf(error)
}

/** Says what went wrong, once, on stderr, and picks the exit code. */
function exitOf(error: unknown): number {
  // commander has printed its own words; asking for help is no error, everything else is wrong usage.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
  if (error instanceof DomainError) {
    note(`${plainText(error.message)}\n${plainText(error.remedy)}  [${error.code}]`)
    return exitOfError(error.code)
  }
  note(`Unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  return EXIT.failed
}
