// Installs the dependencies of this checkout when they are missing or older than package-lock.json.
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alone } from './lock.mjs'
import { root, run, say, seconds } from './run.mjs'

const STAMP = join(root, 'node_modules', '.installed-lock')
const lockFile = () => join(root, 'package-lock.json')
const lockHash = () => createHash('sha256').update(readFileSync(lockFile())).digest('hex')

export const hasModules = () => existsSync(join(root, 'node_modules', '.package-lock.json'))

/** True when node_modules holds what package-lock.json names. */
export function installed() {
  if (!hasModules()) return false
  if (!existsSync(lockFile())) return true
  const theirs = join(root, 'node_modules', '.package-lock.json')
  if (statSync(theirs).mtimeMs >= statSync(lockFile()).mtimeMs) return true
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lockHash()
}

/** node_modules that is a link belongs to another checkout: `npm ci` would empty it through the link. */
function refuseBorrowed() {
  const entry = lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })
  if (!entry?.isSymbolicLink()) return
  throw new Error(
    'node_modules is a link to another folder and does not match package-lock.json. ' +
      'Installing would empty that folder. Remove the link, then try again.',
  )
}

/** Resolves when everything is there; throws with what npm said when it cannot be. */
export async function install() {
  if (installed()) return
  refuseBorrowed()
  await alone('install', async () => {
    if (installed()) return
    say('Installing dependencies (about a minute the first time) …')
    const result = await run('npm', [
      'ci',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel',
      'error',
    ])
    if (result.code !== 0) {
      throw new Error(
        `npm ci failed. Check the network and the disk, then run it by hand.\n${result.output.trim()}`,
      )
    }
    writeFileSync(STAMP, lockHash())
    say(`Installed in ${seconds(result.began)}`)
  })
}
