import { DomainError } from '#core/kernel'
import * as system from '../adapters/system/index.ts'
import { pieces } from './compose-pieces.ts'
import type { Piece } from './compose-working.ts'

const isBuilt = !import.meta.url.endsWith('.ts')
const worker = new URL('./compose-working.js', import.meta.url)

interface Answer {
  readonly done?: unknown
  readonly failure?: { readonly code: string; readonly message: string; readonly remedy: string }
}

type Pieces = {
  readonly [Name in keyof typeof pieces]: (
    ...given: Parameters<(typeof pieces)[Name]>
  ) => Promise<Awaited<ReturnType<(typeof pieces)[Name]>>>
}

/** Every piece of work, each time in a thread of its own. */
export const work = Object.fromEntries(
  Object.keys(pieces).map((name) => [
    name,
    (...given: readonly unknown[]) => done({ name: name as Piece['name'], given }),
  ]),
) as unknown as Pieces

async function done({ name, given }: Piece): Promise<unknown> {
  if (!isBuilt) return (pieces[name] as (...given: readonly unknown[]) => unknown)(...given)
  const signal = new AbortController().signal
  for await (const message of system.runInBackground(worker, { name, given }, signal)) {
    const { done, failure } = message as Answer
    if (failure) throw DomainError.again(failure)
    return done
  }
  throw new Error(`the work "${name}" ended without an answer`)
}

/** What comes with the program: it does not change while it runs, and is read when it is first asked for. */
export const shipped = {
  readChecks: once(work.readChecks),
  readFrameworks: once(work.readFrameworks),
  readObligations: once(work.readObligations),
  readRuleBook: once(work.readRuleBook),
}

/** Reads it ahead, one after the other, where threads do it: nobody waits for it later. What cannot be read is told to whoever asks. */
export async function readAhead(): Promise<void> {
  if (isBuilt) for (const read of Object.values(shipped)) await read().catch(() => undefined)
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined
  return () => {
    known ??= read().catch((error) => {
      known = undefined
      throw error
    })
    return known
  }
}
