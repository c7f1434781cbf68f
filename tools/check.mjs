// npm run check, the gate: format, lint, types, core purity, imports, dead code, lock file, sizes, unit tests.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { install } from './install.mjs'
import { lockProblems } from './lockfile.mjs'
import { isMain, root, run, say, seconds, tool } from './run.mjs'
import { tooLong } from './sizes.mjs'

const AT_ONCE = 2
const node = (path, ...args) => run(process.execPath, [tool(path), ...args])
const types = (project) =>
  node('typescript-native/bin/tsc', '-p', project, '--noEmit', '--incremental', 'false')
const listed = (problems) => ({
  code: problems.length === 0 ? 0 : 1,
  output: problems.join('\n'),
  began: Date.now(),
})
const cruised = ['src', 'web', 'bench'].filter((folder) => existsSync(join(root, folder)))

const steps = {
  format: () => node('@biomejs/biome/bin/biome', 'format', '.'),
  lint: () => node('@biomejs/biome/bin/biome', 'lint', '.', '--error-on-warnings'),
  types: () => types('tsconfig.json'),
  'core is pure': () => types('tsconfig.core.json'),
  'types of tests': () => types('tsconfig.test.json'),
  'types of the console': () => types('web/tsconfig.json'),
  imports: () => node('dependency-cruiser/bin/dependency-cruise.mjs', ...cruised, '--config'),
  'dead code': () => node('knip/bin/knip.js', '--no-config-hints'),
  'lock file': () => listed(lockProblems()),
  'file sizes': () => listed(tooLong()),
}
const unit = { 'unit tests': () => node('vitest/vitest.mjs', 'run', 'src', '--reporter', 'dot') }

/** Runs the gate, without the unit tests on request, and prints a line each. Resolves with how many held and how many did not. */
export async function check({ withUnit }) {
  const queue = Object.entries(withUnit ? { ...steps, ...unit } : steps)
  const count = { passed: 0, failed: 0 }
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [name, step] = next
      const result = await step()
      count[result.code === 0 ? 'passed' : 'failed'] += 1
      say(`${result.code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(22)} ${seconds(result.began)}`)
      if (result.code !== 0) say(`${result.output.trim()}\n`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return count
}

if (isMain(import.meta.url)) {
  try {
    await install()
    const { failed } = await check({ withUnit: true })
    process.exitCode = failed === 0 ? 0 : 1
  } catch (error) {
    say(error.message)
    process.exitCode = 1
  }
}
