import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Bundles a TypeScript entry into one module that a child process of plain Node can run (Node 20 strips no types).
 * It is put three folders below the root, as src/adapters/storage is, so that what is read relative to a file is found.
 */
export async function bundle(entry: string): Promise<{ file: string; remove(): Promise<void> }> {
  await mkdir(join(root, '.cache/bundles'), { recursive: true })
  const folder = await mkdtemp(join(root, '.cache/bundles/b-'))
  // Tests also run it as another user.
  await chmod(folder, 0o755)
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { conditions: ['source', 'node'] },
    ssr: { resolve: { conditions: ['source', 'node'] } },
    build: {
      ssr: entry,
      outDir: folder,
      minify: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'entry.mjs' } },
    },
  })
  return { file: join(folder, 'entry.mjs'), remove: () => rm(folder, { recursive: true, force: true }) }
}
