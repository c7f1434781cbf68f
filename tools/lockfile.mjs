// Checks package-lock.json: no optional package named without an entry (npm ci would fail), no download address.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMain, root, say } from './run.mjs'

/** One sentence for each thing wrong with the lock file of a folder. */
export function lockProblems(folder = root) {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'))
  const nameOf = (path) => path.replace(/^.*node_modules\//, '')
  const present = new Set(Object.keys(packages).map(nameOf))
  const problems = []
  for (const [path, entry] of Object.entries(packages)) {
    const missing = Object.keys(entry.optionalDependencies ?? {}).filter((name) => !present.has(name))
    if (missing.length > 0) {
      problems.push(`${nameOf(path)} ${entry.version} wants ${missing.join(', ')}, which the lock lacks`)
    }
    if (entry.resolved?.includes('://')) problems.push(`${nameOf(path)} carries a download address`)
  }
  return problems
}

if (isMain(import.meta.url)) {
  const problems = lockProblems(process.argv[2])
  for (const problem of problems) say(problem)
  process.exitCode = problems.length === 0 ? 0 : 1
}
