import { parentPort, workerData } from 'node:worker_threads'
import { DomainError } from '#core/kernel'
import { deckWork } from './deck-work.ts'

export interface DeckOrder {
  readonly name: keyof typeof deckWork
  readonly given: readonly unknown[]
}

const { name, given } = workerData as DeckOrder
try {
  const work = deckWork[name] as (...given: readonly unknown[]) => unknown
  parentPort?.postMessage({ done: work(...given) })
} catch (error) {
  if (!(error instanceof DomainError)) throw error
  const { code, message, remedy } = error
  parentPort?.postMessage({ failure: { code, message, remedy } })
}
