// Writes docs/reference/*.schema.json from the zod schemas. Run it after changing one: node tools/build-reference.mjs
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { root } from './run.mjs'

const conditions = ['source', 'node', 'import', 'default']
const { module } = await runnerImport(join(root, 'tools', 'reference.ts'), {
  root,
  configFile: false,
  logLevel: 'warn',
  // Without this, doors (#core/…) would be left to Node, which opens the built program, perhaps of yesterday.
  environments: { inline: { resolve: { conditions, noExternal: [/^#/] } } },
})
const folder = join(root, 'docs', 'reference')
mkdirSync(folder, { recursive: true })
for (const [name, text] of module.referenceFiles()) writeFileSync(join(folder, name), text)
