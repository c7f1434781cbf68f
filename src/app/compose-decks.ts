import { DomainError } from '#core/kernel'
import * as system from '../adapters/system/index.ts'
import { deckWork } from './deck-work.ts'
import type { DeckOrder } from './deck-worker.ts'
import type { DeckWork } from './rates.ts'

const isBuilt = !import.meta.url.endsWith('.ts')
const worker = new URL('./deck-worker.js', import.meta.url)

interface Answer {
  readonly done?: unknown
  readonly failure?: { readonly code: string; readonly message: string; readonly remedy: string }
}

/** Work on price lists, each piece in a thread of its own. */
export const decks = Object.fromEntries(
  Object.keys(deckWork).map((name) => [
    name,
    (...given: readonly unknown[]) => work({ name: name as DeckOrder['name'], given }),
  ]),
) as unknown as DeckWork

/** What the thread was told, in its own words. */
class DeckFailure extends DomainError {}

async function work({ name, given }: DeckOrder): Promise<unknown> {
  if (!isBuilt) return (deckWork[name] as (...given: readonly unknown[]) => unknown)(...given)
  const signal = new AbortController().signal
  for await (const message of system.runInBackground(worker, { name, given }, signal)) {
    const { done, failure } = message as Answer
    if (failure) throw new DeckFailure(failure.code, failure.message, failure.remedy)
    return done
  }
  throw new Error('the work on the price list ended without an answer')
}
