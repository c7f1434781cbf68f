#!/usr/bin/env node
// The command line inside a checkout: npm run -s ringfence -- investigate …; stdout carries results and nothing else.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, isBuilt } from './build.mjs'
import { hasModules } from './install.mjs'
import { keptHelp } from './reference.mjs'
import { root, say } from './run.mjs'

const args = process.argv.slice(2)
const main = join(root, 'dist', 'faces', 'cli', 'main.js')
// Installed as a package, the dependencies stand beside us and not below.
const inCheckout = existsSync(join(root, 'src', 'faces'))

async function ready() {
  if (!inCheckout || (isBuilt() && hasModules())) return true
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) {
    const help = keptHelp(args.find((arg) => !arg.startsWith('-') && arg !== 'help') ?? '')
    process.stdout.write(`${help ?? keptHelp('')}\n`)
    return false
  }
  if (hasModules()) {
    await build()
    return true
  }
  say('Ringfence is not installed yet. Run `npm start` once, or `npm ci`, then try again.')
  process.exitCode = 1
  return false
}

try {
  if (await ready()) await import(pathToFileURL(main).href)
} catch (error) {
  say(error.message)
  process.exitCode = 1
}
