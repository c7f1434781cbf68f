import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rooms } from './table.ts'

// Breaks each rule of the import gate on purpose, in a copy of the tree. A rule that never bites is not a rule.

const root = resolve(import.meta.dirname, '../..')
const run = promisify(execFile)

/** Where a forbidden import is planted, what it says, and the rule that must name that file ('' for the other half of one). */
type Mutation = readonly [file: string, text: string, rule: string]

const use = (what: string, from: string): string =>
  `import { ${what} } from '${from}'\nexport const z = ${what}\n`

const eachRoom: Mutation[] = Object.entries(rooms).flatMap(([room, may]) =>
  Object.keys(rooms)
    .filter((other) => other !== room && !may.includes(other))
    .map(
      (other): Mutation => [`src/core/${room}/zz-${other}.ts`, `import '#core/${other}'\n`, `room-${room}`],
    ),
)

const byHand: Mutation[] = [
  [
    'src/core/detection/zz-type.ts',
    "import type { Incident } from '#core/incidents'\nexport type Z = Incident\n",
    'room-detection',
  ],
  ['src/core/detection/zz-path.ts', use('verdictReport', '../reports/index.ts'), 'room-detection'],
  ['src/core/rating/zz-side.ts', use('createNames', '../calls/names.ts'), 'enter-by-the-door'],
  ['src/adapters/notify/zz-side.ts', use('createNames', '../../core/calls/names.ts'), 'enter-by-the-door'],
  ['bench/zz-side.ts', use('createNames', '../src/core/calls/names.ts'), 'bench-by-the-door'],
  ['src/core/rating/zz-deep.ts', use('createNames', '#core/calls/names'), 'resolvable'],
  ['src/core/rating/zz-fs.ts', use('readFileSync', 'node:fs'), 'core-is-pure'],
  ['src/core/rating/zz-bare.ts', "import fs from 'fs'\nexport const z = fs\n", 'core-is-pure'],
  ['src/core/rating/zz-late.ts', "export const z = await import('node:fs')\n", 'core-is-pure'],
  ['src/core/rating/zz-npm.ts', "import Fastify from 'fastify'\nexport const z = Fastify\n", 'core-npm'],
  ['src/core/rating/zz-out.ts', use('renderCsv', '../../adapters/render/index.ts'), 'core-looks-inward'],
  ['src/core/rating/zz-app.ts', "import '#app'\n", 'core-looks-inward'],
  ['src/core/rating/zz-contract.ts', use('Verdict', '#contract'), 'core-looks-inward'],
  ['src/contract/zz-app.ts', "import '#app'\n", 'contract-on-core-only'],
  ['src/adapters/notify/zz-app.ts', "import '#app'\n", 'adapters-on-core-only'],
  ['src/adapters/notify/zz-contract.ts', use('Verdict', '#contract'), 'adapters-on-core-only'],
  ['src/adapters/notify/zz-near.ts', use('renderCsv', '../render/index.ts'), 'adapters-are-strangers'],
  ['src/adapters/connectors/asterisk/zz.ts', 'export const z = 1\n', ''],
  [
    'src/adapters/connectors/freeswitch/zz.ts',
    use('z as y', '../asterisk/zz.ts').replace('= z as y', '= y'),
    'connectors-are-strangers',
  ],
  [
    'src/adapters/connectors/freepbx/zz-deep.ts',
    use('z as y', '../asterisk/zz.ts').replace('= z as y', '= y'),
    'connectors-are-strangers',
  ],
  [
    'src/adapters/connectors/freeswitch/zz-door.ts',
    use('openAsterisk', '../asterisk/index.ts'),
    'only-freepbx-stands-on-asterisk',
  ],
  [
    'src/app/flows/zz-near.ts',
    use('renderCsv', '../../adapters/render/index.ts'),
    'flows-are-pure-orchestration',
  ],
  ['src/app/flows/zz-fs.ts', use('readFileSync', 'node:fs'), 'flows-no-node'],
  ['src/app/zz-builds.ts', use('renderCsv', '../adapters/render/index.ts'), 'only-compose-builds'],
  ['src/app/zz-face.ts', use('createProgram', '../faces/cli/program.ts'), 'app-knows-no-face'],
  ['src/faces/http/zz-near.ts', use('renderCsv', '../../adapters/render/index.ts'), 'faces-via-app'],
  ['src/faces/http/zz-core.ts', "import '#core/detection'\n", 'faces-via-app'],
  ['src/faces/http/zz-cli.ts', "import '../cli/main.ts'\n", 'http-knows-no-cli'],
  ['web/src/zz-app.ts', "import '../../src/app/index.ts'\n", 'web-types-only'],
  ['web/src/zz-value.ts', use('Verdict', '../../src/contract/index.ts'), 'web-erased'],
  ['src/core/calls/zz-a.ts', use('y', './zz-b.ts'), 'no-circular'],
  ['src/core/calls/zz-b.ts', "import { z } from './zz-a.ts'\nexport const y = z\n", ''],
  ['src/core/calls/zz-c.ts', "import type { D } from './zz-d.ts'\nexport type C = D\n", 'no-circular'],
  ['src/core/calls/zz-d.ts', "import type { C } from './zz-c.ts'\nexport type D = C\n", ''],
  ['src/app/zz-test.ts', "import '../core/kernel/text.test.ts'\n", 'no-test-in-prod'],
  ['src/app/zz-support.ts', use('sampleVerdict', '../../test/support/sample-verdict.ts'), 'no-test-in-prod'],
  ['src/app/zz-dev.ts', use('test', 'vitest'), 'no-dev-dep'],
]

const CRUISE = ['src', 'web', 'bench', '--config', '.dependency-cruiser.mjs', '-T', 'json']
const copy = mkdtempSync(join(tmpdir(), 'ringfence-gate-'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

function plant(file: string, text: string): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true })
  writeFileSync(join(copy, file), text)
}

/** Exit code and output of the gate over the copy. */
async function cruise(): Promise<{ stdout: string; stderr: string; failed: boolean }> {
  const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  try {
    const options = { cwd: copy, maxBuffer: 1e9 }
    return { ...(await run(process.execPath, [depcruise, ...CRUISE], options)), failed: false }
  } catch (error) {
    return { ...(error as { stdout: string; stderr: string }), failed: true }
  }
}

let found: Set<string>

beforeAll(async () => {
  for (const part of [
    'src',
    'web',
    'bench',
    'test',
    '.dependency-cruiser.mjs',
    'architecture.mjs',
    'package.json',
    'tsconfig.json',
  ]) {
    cpSync(join(root, part), join(copy, part), {
      recursive: true,
      filter: (path) => !path.endsWith('node_modules'),
    })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const [file, text] of [...eachRoom, ...byHand]) plant(file, text)
  const { stdout, stderr } = await cruise()
  if (stdout === '') throw new Error(stderr)
  const { violations } = (
    JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } }
  ).summary
  found = new Set(violations.map((violation) => `${violation.from} ${violation.rule.name}`))
}, 120_000)

describe('the import gate bites', () => {
  test('on every look from a room into one it may not see', () => {
    expect(eachRoom.length).toBeGreaterThan(30)
    expect(eachRoom.filter(([file, , rule]) => !found.has(`${file} ${rule}`))).toEqual([])
  })
  const named = byHand.flatMap(([file, , rule]) => (rule === '' ? [] : [{ file, rule }]))
  test.each(named)('$rule on $file', ({ file, rule }) => {
    expect([...found].filter((each) => each.startsWith(`${file} `))).toContain(`${file} ${rule}`)
  })
  test('on a room that architecture.mjs does not list', async () => {
    plant('src/core/attic/index.ts', 'export const z = 1\n')
    const { failed, stderr } = await cruise()
    rmSync(join(copy, 'src/core/attic'), { recursive: true })
    expect(failed).toBe(true)
    expect(stderr).toContain('no-unlisted-room')
  }, 60_000)
})
