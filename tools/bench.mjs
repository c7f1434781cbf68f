// npm run bench: runs bench/*.bench.ts against the built program and writes bench/RESULTS.md. Arguments pick by name.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { install } from './install.mjs'
import { root, say, seconds } from './run.mjs'

const OUT = join(root, '.cache', 'bench')
const picked = process.argv.slice(2)

/** Compiles the benches; what they measure stays the shipped code in dist/, resolved by Node at run time. */
async function compile(files) {
  const vite = await import('vite')
  await vite.build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: OUT,
      emptyOutDir: true,
      minify: false,
      rollupOptions: {
        input: Object.fromEntries(
          files.map((file) => [file.replace(/\.ts$/, ''), join(root, 'bench', file)]),
        ),
        external: [/^#/, /^node:/, /^[@a-z]/],
        output: { entryFileNames: '[name].mjs', format: 'esm' },
      },
    },
  })
}

async function measure(files) {
  const rows = []
  for (const file of files) {
    const began = Date.now()
    say(`${file} …`)
    const bench = await import(pathToFileURL(join(OUT, file.replace(/\.ts$/, '.mjs'))).href)
    rows.push(...(await bench.run()))
    say(`${file} ${seconds(began)}`)
  }
  return rows
}

const number = (value) =>
  value === null || value === undefined
    ? '–'
    : value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 2 : 0 })

/** How many times better we are than the peer, whichever way "better" runs. */
function ratio(row) {
  if (!row.theirs || !row.ours) return '–'
  const times = row.higherIsBetter ? row.ours / row.theirs : row.theirs / row.ours
  return `${number(times)}×`
}

function page(rows) {
  const areas = [...new Set(rows.map((row) => row.area))]
  const cpu = cpus()
  const lines = [
    '# Measured side by side',
    '',
    'Written by `npm run bench`. Both sides of a row ran in the same run on the same machine;',
    'the ratio says how many times better ours is (below 1: worse).',
    '',
    `${cpu[0]?.model.trim() ?? 'CPU'}, ${cpu.length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ` +
      `Node ${process.version}, ${process.platform} ${release()}, ${new Date().toISOString().slice(0, 10)}`,
  ]
  for (const area of areas) {
    lines.push(
      '',
      `## ${area}`,
      '',
      '| what | unit | ours | peer | theirs | ratio |',
      '|---|---|--:|---|--:|--:|',
    )
    for (const row of rows.filter((each) => each.area === area)) {
      const cells = [row.what, row.unit, number(row.ours), row.peer ?? '–', number(row.theirs), ratio(row)]
      lines.push(`| ${cells.join(' | ')} |`)
    }
  }
  return `${lines.join('\n')}\n`
}

try {
  await install()
  await build()
  const all = readdirSync(join(root, 'bench')).filter((file) => file.endsWith('.bench.ts'))
  const files = all.filter((file) => picked.length === 0 || picked.some((name) => file.includes(name)))
  if (files.length === 0)
    throw new Error(`No bench matches ${picked.join(' ')}. There are: ${all.join(', ')}`)
  mkdirSync(OUT, { recursive: true })
  await compile(files)
  const text = page(await measure(files))
  // A part of the table would pass for the whole: it is shown and not kept.
  if (picked.length === 0) writeFileSync(join(root, 'bench', 'RESULTS.md'), text)
  process.stdout.write(text)
  rmSync(OUT, { recursive: true, force: true })
} catch (error) {
  say(error.stack ?? error.message)
  process.exitCode = 1
}
