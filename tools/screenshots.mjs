// Takes the pictures in docs/screenshots/ of the built program, in a real browser. Run by hand: node tools/screenshots.mjs
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { root } from './run.mjs'

const conditions = ['source', 'node', 'import', 'default']
const { module } = await runnerImport(join(root, 'tools', 'screenshots.ts'), {
  root,
  configFile: false,
  logLevel: 'warn',
  environments: { inline: { resolve: { conditions, noExternal: [/^#/] } } },
})
await module.takeScreenshots(process.argv[2] ?? join(root, 'docs', 'screenshots'))
