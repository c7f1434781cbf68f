import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const built = fileURLToPath(new URL('../dist/web', import.meta.url))

/** Compressed once here instead of at every request; the server picks the one the browser takes. */
const compressed = (): Plugin => {
  let folder = ''
  return {
    name: 'compressed',
    configResolved: ({ build }) => {
      folder = join(build.outDir, build.assetsDir)
    },
    closeBundle: () => {
      for (const name of readdirSync(folder).filter((file) => /[.](js|css)$/.test(file))) {
        const text = readFileSync(join(folder, name))
        writeFileSync(join(folder, `${name}.gz`), gzipSync(text, { level: 9 }))
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(text))
      }
    },
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), compressed()],
  // The strict content policy of the server allows no inlined scripts, and data: only for pictures.
  build: {
    outDir: built,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8420' } },
})
