import { parentPort, workerData } from 'node:worker_threads'
import { DomainError } from '#core/kernel'
import { pieces } from './compose-pieces.ts'

// The thread that does one piece of work, so that the console and calls that are followed do not wait.

export interface Piece {
  readonly name: keyof typeof pieces
  readonly given: readonly unknown[]
}

const { name, given } = workerData as Piece
try {
  const work = pieces[name] as (...given: readonly unknown[]) => unknown
  parentPort?.postMessage({ done: await work(...given) })
} catch (error) {
  if (!(error instanceof DomainError)) throw error
  const { code, message, remedy } = error
  parentPort?.postMessage({ failure: { code, message, remedy } })
}
