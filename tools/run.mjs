// Runs a program and keeps what it said; where the checkout stands. Uses nothing but Node.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** People read progress on stderr; stdout belongs to results. */
export const say = (line) => process.stderr.write(`${line}\n`)

export const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`

/** Starts a program in the checkout and resolves with its exit code and everything it printed. Never rejects. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const began = Date.now()
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
    })
    child.stderr?.on('data', (chunk) => {
      output += chunk
    })
    child.on('error', (error) => resolve({ code: 127, output: `${command}: ${error.message}`, began }))
    child.on('close', (code, signal) => resolve({ code: code ?? 1, output: output || (signal ?? ''), began }))
  })
}

/** A program that came with the dependencies: its file, to be run by this very Node. */
export const tool = (path) => join(root, 'node_modules', path)

export const onPath = (command) =>
  spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0

/** Every file under a folder of the checkout, as paths from its root, sorted; nothing when there is no such folder. */
export function walk(folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !`${entry.parentPath}/`.includes('/node_modules/'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
}

/** Whether this module is the one Node was asked to run. */
export const isMain = (url) => process.argv[1] !== undefined && fileURLToPath(url) === process.argv[1]
