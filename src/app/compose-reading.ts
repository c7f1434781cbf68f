import { parentPort } from 'node:worker_threads'
import { createBatchPool } from '#core/calls'
import { DomainError, type Zone, zoneOf } from '#core/kernel'
import { openNumbering } from '#core/numbering'
import { openRowKernel } from '../adapters/system/row-kernel.ts'
import { openText } from '../adapters/system/text-file.ts'
import { openThread } from '../adapters/system/thread.ts'
import { createFoundFiles } from './finding.ts'
import { gatherCalls } from './flows/gather-calls.ts'
import {
  AHEAD,
  type FromReader,
  packBatches,
  type ReadingOrder,
  type ToReader,
  unpackBatch,
} from './reading.ts'

// The thread that reads call records, and all it needs of the world: a way to open a file. Loaded for each
// investigation, so it looks past the adapters' doors at the one module it uses (the doors cost 0.3 s).

const pool = createBatchPool()
const finder = openThread(new URL('./compose-finding.js', import.meta.url))
const found = createFoundFiles(finder)
let ahead = 0
let resume = (): void => undefined

const post = (message: FromReader, buffers: ArrayBuffer[] = []): void =>
  parentPort?.postMessage(message, buffers)

async function read(order: ReadingOrder): Promise<void> {
  const { numbering, site, files, ahead: most = AHEAD, ...options } = order
  const input = {
    ...options,
    site,
    zone: zoneOf(site.timezone) as Zone,
    numbering: openNumbering(numbering),
    kernel: openRowKernel(),
    onShapes: found.shapes,
    files: await Promise.all(
      files.map(async ({ path, name }) => found.open(path, await openText(path, name))),
    ),
  }
  for await (const { batches, ...piece } of gatherCalls(input, pool)) {
    const { packed, buffers } = packBatches(batches)
    ahead += packed.length
    post({ piece, batches: packed }, buffers)
    while (ahead > most)
      await new Promise<void>((go) => {
        resume = go
      })
  }
}

parentPort?.on('message', async (told: ToReader) => {
  if ('judged' in told) {
    ahead -= told.judged
    for (const batch of told.spare) pool.give(unpackBatch(batch))
    resume()
    return
  }
  try {
    await read(told.order)
  } catch (error) {
    // What nobody expected ends the thread, and is thrown on the other side.
    if (!(error instanceof DomainError)) throw error
    const { code, message, remedy } = error
    post({ failure: { code, message, remedy } })
  }
  finder.close()
  parentPort?.close()
})
