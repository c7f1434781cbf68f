import { defineConfig } from 'vitest/config'

// Not 'import': vitest hands these to Node too, where require() would then get ES modules.
const conditions = ['source', 'node']
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['src/**/*.test.ts', 'web/src/**/*.test.ts', 'test/**/*.test.ts'],
    // For hangs only: a slow machine is no failure.
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
})
