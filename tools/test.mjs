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

async function vitest() {
  mkdirSync(join(root, '.cache'), { recursive: true })
  const options = ['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${RESULTS}`]
  const result = await run(process.execPath, [tool('vitest/vitest.mjs'), 'run', ...options, ...args], {
    stdio: ['ignore', 2, 2],
  })
  return counted(result.code)
}

/** Counts from vitest's own report; a file that could not even be loaded is one failure, and so is an unhandled error. */
function counted(code) {
  let report
  try {
    report = JSON.parse(readFileSync(RESULTS, 'utf8'))
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    rmSync(RESULTS, { force: true })
  }
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length
  const failed = report.numFailedTests + broken
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
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
