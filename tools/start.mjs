// npm start: installs if needed, builds if stale, then serves the console and prints its address.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { install } from './install.mjs'
import { keptHelp } from './reference.mjs'
import { root, say } from './run.mjs'

const args = process.argv.slice(2)

if (args.includes('--help') || args.includes('-h')) {
  process.stdout.write(
    `npm start installs what is missing, builds what changed, and then does this:\n\n${keptHelp('serve')}\n`,
  )
} else {
  try {
    await install()
    await build()
    // The same process goes on, so that signals and the exit code need no forwarding.
    process.argv.splice(2, process.argv.length, 'serve', ...args)
    await import(pathToFileURL(join(root, 'dist', 'faces', 'cli', 'main.js')).href)
  } catch (error) {
    say(error.message)
    process.exitCode = 1
  }
}
