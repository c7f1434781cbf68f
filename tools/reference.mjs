// The command line's help as kept in docs/reference/cli.txt: readable before anything is installed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

/** The help of one command ('' is the whole program), or null when the text knows no such command. */
export function keptHelp(command) {
  const text = readFileSync(join(root, 'docs', 'reference', 'cli.txt'), 'utf8')
  const [, ...parts] = text.split(/^\$ ringfence ?(.*?) ?--help$/m)
  for (let i = 0; i + 1 < parts.length; i += 2) if (parts[i] === command) return parts[i + 1].trim()
  return null
}
