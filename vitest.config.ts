import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// Not 'import': vitest hands these to Node too, where require() would then get ES modules.
const conditions = ['source', 'node']
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['src/**/*.test.ts', 'web/src/**/*.test.ts', 'test/**/*.test.ts'],
    // Tests wait for servers half of the time: on two cores, one at a time leaves one of them idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // For hangs only: a slow machine is no failure.
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
})
