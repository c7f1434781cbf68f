import { parentPort, workerData } from 'node:worker_threads'
import type { Document } from '#core/reports'
import { renderPdf } from '../adapters/render/index.ts'

// A long document takes seconds to set: calls that are followed do not wait for it.
parentPort?.postMessage(await renderPdf(workerData as Document))
