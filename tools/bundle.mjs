// Joins the compiled modules of what Node starts into few files: `investigate` and its threads load 600 of them otherwise.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { rolldown } from 'rolldown'
import { parse } from 'yaml'
import { root } from './run.mjs'

/** The command line, and the modules that are threads or processes of their own. */
const STARTED = [
  'faces/cli/main',
  'app/compose-reading',
  'app/compose-finding',
  'app/compose-matching',
  'app/compose-judging',
  'app/compose-printing',
  'app/compose-working',
  'app/worker',
  'app/rules-worker',
  'app/drill-worker',
  'app/audit-worker',
]

/** Packages of many small modules go along; every other is found where it is installed. */
const ALONG = /[\\/]node_modules[\\/](?:commander|zod|yaml)[\\/]/

/** The folder holds what the compiler made; the started modules are written anew, with what they share beside them. */
export async function bundle(folder) {
  const bundled = await rolldown({
    input: Object.fromEntries(STARTED.map((name) => [name, join(folder, `${name}.js`)])),
    platform: 'node',
    plugins: [doors(folder), places(folder)],
    // No module of ours does anything by being loaded: one that nothing is taken from need not be.
    treeshake: { moduleSideEffects: (id) => !id.startsWith(folder) },
  })
  await bundled.write({
    dir: folder,
    entryFileNames: '[name].js',
    chunkFileNames: 'joined/[name]-[hash].js',
  })
  await bundled.close()
}

/** The doors of package.json lead to the folder being built, not to the one that it will replace. */
const doors = (folder) => ({
  name: 'doors',
  async resolveId(id, importer) {
    const door = /^#(core\/.*|contract|app)$/.exec(id)
    if (door) return join(folder, door[1], 'index.js')
    if (id === '#app/files') return join(folder, 'app', 'files.js')
    if (importer === undefined || /^[./]/.test(id)) return null
    const found = await this.resolve(id, importer, { skipSelf: true })
    return found && ALONG.test(found.id) ? found : { id, external: true }
  },
})

/** A module goes on knowing where it stood: content and threads are found from there. */
const places = (folder) => ({
  name: 'places',
  transform: (code, id) =>
    id.startsWith(folder) && code.includes('import.meta.url')
      ? code.replaceAll('import.meta.url', `__place(${JSON.stringify(relative(folder, id))})`)
      : null,
  renderChunk: (code, { fileName }) =>
    code.replaceAll(/__place\("([^"]+)"\)/g, (_, place) => {
      const from = relative(dirname(fileName), place)
      return `new URL(${JSON.stringify(from)}, import.meta.url).href`
    }),
})

/** YAML files of the checkout as JSON under a folder: see src/adapters/content/shipped.ts. */
export function writeAsJson(files, folder) {
  for (const file of files) {
    const to = join(folder, `${file}.json`)
    mkdirSync(dirname(to), { recursive: true })
    writeFileSync(to, JSON.stringify(parse(readFileSync(join(root, file), 'utf8'))))
  }
}
