// npm test: everything. Installs and builds what is needed, runs the gate and every test, ends with one line of counts.
// With arguments it is vitest on those: npm test -- src/core/rating
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { check } from './check.mjs'
import { install } from './install.mjs'
import { root, run, say, tool } from './run.mjs'
import { systemPackages } from './system.mjs'

const args = process.argv.slice(2)
const RESULTS = join(root, '.cache', `test-${process.pid}.json`)

async function everything() {
  const total = { passed: 0, failed: 0, skipped: 0 }
  await install()
  await systemPackages()
  try {
    await build()
  } catch (error) {
    say(error.message)
    total.failed += 1
  }
  if (args.length === 0) {
    const gate = await check({ withUnit: false })
    total.passed += gate.passed
    total.failed += gate.failed
  }
  const tests = await vitest()
  for (const key of Object.keys(total)) total[key] += tests[key]
  return total
}

/** So many files may have stumbled over one another; more have a common cause. */
const STUMBLED = 3

/** All tests. Files that failed run once more, alone; whoever needed that is named, since it wants mending all the same. */
async function vitest() {
  const first = await runTests(args)
  const failed = first.files.filter((file) => file.status === 'failed').map((file) => file.name)
  if (failed.length === 0 || failed.length > STUMBLED || first.code === null) return first.count
  say(`\nOnce more, alone: ${failed.join(', ')}`)
  const second = await runTests(failed)
  for (const file of second.files)
    if (file.status !== 'failed') say(`UNSTEADY ${file.name}: failed among the others, passed alone`)
  const steady = first.files.filter((file) => !failed.includes(file.name))
  return countOf([...steady, ...second.files], second.code)
}

async function runTests(what) {
  mkdirSync(join(root, '.cache'), { recursive: true })
  const options = ['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${RESULTS}`]
  const { code } = await run(process.execPath, [tool('vitest/vitest.mjs'), 'run', ...options, ...what], {
    stdio: ['ignore', 2, 2],
  })
  try {
    const files = JSON.parse(readFileSync(RESULTS, 'utf8')).testResults
    return { code, files, count: countOf(files, code) }
  } catch {
    return { code: null, files: [], count: { passed: 0, failed: 1, skipped: 0 } }
  } finally {
    rmSync(RESULTS, { force: true })
  }
}

/** Counts from vitest's own report; a file that could not even be loaded is one failure, and so is an unhandled error. */
function countOf(files, code) {
  const tests = files.flatMap((file) => file.assertionResults)
  const number = (...states) => tests.filter((test) => states.includes(test.status)).length
  const broken = files.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length
  const failed = number('failed') + broken
  return {
    passed: number('passed'),
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: number('pending', 'skipped', 'todo', 'disabled'),
  }
}

try {
  const total = await everything()
  process.exitCode = total.failed === 0 ? 0 : 1
  if (total.skipped > 0) say(`SKIPPED ${total.skipped}: see MISSING above and the skipped tests by name`)
  process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
} catch (error) {
  say(error.message)
  process.exitCode = 1
  process.stdout.write('0 passed, 1 failed, 0 skipped\n')
}
