// Compiles src/ and web/ into dist/ when they changed. dist/ appears whole or not at all: it is built aside and renamed.
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alone } from './lock.mjs'
import { isMain, root, run, say, seconds, tool, walk } from './run.mjs'

const DIST = join(root, 'dist')
const STAMP = 'build.json'
const SHARED = ['package.json', 'package-lock.json', 'tsconfig.json']

export const isBuilt = () => existsSync(join(DIST, STAMP))

const shipped = (file) => !/\.test\.tsx?$/.test(file)
/** What many commands read first, or slowly. */
const shippedYaml = () =>
  ['by-hand', 'checks', 'drills', 'frameworks', 'numbering', 'rules', 'tariffs']
    .flatMap((folder) => walk(join('content', folder)))
    .filter((file) => file.endsWith('.yaml'))

const inputs = {
  server: () => [
    ...SHARED,
    ...walk('src').filter(shipped),
    ...shippedYaml(),
    'tools/bundle.mjs',
    ...walk('wasm'),
  ],
  // The console is compiled against the contract's types, and takes its shapes from nowhere else.
  web: () => [...SHARED, ...walk('web').filter(shipped), ...walk('src/contract').filter(shipped)],
}

function fingerprint(files) {
  const hash = createHash('sha256')
  for (const file of files) {
    const path = join(root, file)
    if (existsSync(path)) hash.update(file).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function stamp() {
  try {
    return JSON.parse(readFileSync(join(DIST, STAMP), 'utf8'))
  } catch {
    return {}
  }
}

const wanted = () => ({ server: fingerprint(inputs.server()), web: fingerprint(inputs.web()) })
const same = (a, b) => a.server === b.server && a.web === b.web

/** Resolves when dist/ is what the sources say; throws with the compiler's words when they do not compile. */
export async function build() {
  // An installed package carries dist/ and no sources: nothing to do, nothing to do it with.
  if (!existsSync(join(root, 'src', 'faces')) && isBuilt()) return
  if (same(stamp(), wanted())) return
  await alone('build', async () => {
    const want = wanted()
    const have = stamp()
    if (same(have, want)) return
    const aside = join(root, '.cache', `build-${process.pid}`)
    rmSync(aside, { recursive: true, force: true })
    mkdirSync(aside, { recursive: true })
    try {
      // Both to their end, whatever becomes of one: neither may still be writing when the folder is cleared.
      const parts = [buildServer(aside), have.web === want.web ? keepWeb(aside) : buildWeb(aside)]
      for (const part of await Promise.allSettled(parts)) if (part.status === 'rejected') throw part.reason
      writeFileSync(join(aside, STAMP), JSON.stringify(want))
      swap(aside)
    } finally {
      rmSync(aside, { recursive: true, force: true })
    }
  })
}

/** Without a runtime: it keeps nothing but what lies in its memory of 29 pages. */
const KERNEL = [
  'wasm/plain-rows.ts',
  '-O3',
  '--runtime',
  'stub',
  '--noAssert',
  '--enable',
  'simd',
  '--initialMemory',
  '29',
]

async function buildServer(aside) {
  const options = ['--outDir', aside, '--incremental', 'false', '--tsBuildInfoFile', 'null']
  const parts = [
    step('server', tool('typescript-native/bin/tsc'), ['-p', 'tsconfig.json', ...options]),
    step('row reader', tool('assemblyscript/bin/asc.js'), [...KERNEL, '-o', join(aside, 'plain-rows.wasm')]),
  ]
  for (const part of await Promise.allSettled(parts)) if (part.status === 'rejected') throw part.reason
  // What comes with the dependencies is loaded when they are there.
  const { bundle, writeAsJson } = await import('./bundle.mjs')
  await bundle(aside)
  writeAsJson(shippedYaml(), aside)
}

async function buildWeb(aside) {
  if (!existsSync(join(root, 'web', 'index.html'))) return
  const options = ['--outDir', join(aside, 'web'), '--emptyOutDir', '--logLevel', 'warn']
  await step('console', tool('vite/bin/vite.js'), ['build', 'web', ...options])
}

async function keepWeb(aside) {
  if (existsSync(join(DIST, 'web'))) cpSync(join(DIST, 'web'), join(aside, 'web'), { recursive: true })
}

async function step(what, program, args) {
  say(`Building the ${what} …`)
  const result = await run(process.execPath, [program, ...args])
  if (result.code !== 0) throw new Error(`The ${what} does not compile:\n${result.output.trim()}`)
  say(`Built the ${what} in ${seconds(result.began)}`)
}

function swap(aside) {
  const old = join(root, '.cache', `old-${process.pid}`)
  rmSync(old, { recursive: true, force: true })
  if (existsSync(DIST)) renameSync(DIST, old)
  renameSync(aside, DIST)
  rmSync(old, { recursive: true, force: true })
}

if (isMain(import.meta.url)) {
  try {
    await build()
  } catch (error) {
    say(error.message)
    process.exitCode = 1
  }
}
