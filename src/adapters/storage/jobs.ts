import type pg from 'pg'
import type { Failure, Investigation } from '#core/incidents'
import { investigationStore, leftRunning, putBack, takeNext } from './investigations.ts'

/** Does the work and settles it (`finish` or `fail`). When `signal` fires it should stop soon, by throwing. */
export type InvestigationHandler = (investigation: Investigation, signal: AbortSignal) => Promise<void>

/** The durable queue of investigations: whatever was created is handled at least once, also after kill -9. */
export interface InvestigationQueue {
  /** Takes up what a dead server left, then works one after the other. For one server only: `openDatabase` sees to that. */
  start(handler: InvestigationHandler): void
  /** Something was just created: do not wait for the next look. */
  wake(): void
  /** Stops the work under way (it is waiting again, at no cost) and takes no more. */
  stop(): Promise<void>
}

export interface QueueOptions {
  readonly pool: pg.Pool
  /** UTC milliseconds. */
  readonly now: () => number
  /** What a handler threw; the work is tried again. */
  readonly onError: (error: unknown) => void
  /** One was under way when the queue was stopped: it is waiting again. */
  readonly onStopped: (id: string) => void
}

/** A file that brings the process down must not do so for ever. */
const mostAttempts = 3
const pause = 500

const crashed: Failure = {
  code: 'investigation-crashed',
  message: `The work on these records broke off ${mostAttempts} times`,
  remedy: 'See the log for the reason. Start it again with fewer files, or with more memory.',
}

const unfinished: Failure = {
  code: 'investigation-unfinished',
  message: `The verdict stands, but keeping its calls or judging them again broke off ${mostAttempts} times`,
  remedy:
    'See the log for the reason, such as a full disk. Then mark a call, or start the investigation again.',
}

export function investigationQueue({ pool, now, onError, onStopped }: QueueOptions): InvestigationQueue {
  const stopping = new AbortController()
  let wake = (): void => undefined
  let working: Promise<void> = Promise.resolve()
  // One server, one worker: while nothing is in hand, whatever is `running` was left by a crash, ours or the database's.
  let doubt = true

  async function giveBack(id: string, attempts: number) {
    if (attempts < mostAttempts) return putBack(pool, id, false)
    const act = (action: string, { code }: Failure) => ({
      actor: 'system:queue',
      action,
      subject: id,
      detail: { code },
      at: now(),
    })
    const store = investigationStore(pool)
    // Each leaves one in another state as it is.
    await store.leftUndone(id, now(), unfinished, act('investigation.unfinished', unfinished))
    await store.fail(id, crashed, act('investigation.failed', crashed))
  }

  /** False when nothing waits. */
  async function handleOne(handler: InvestigationHandler): Promise<boolean> {
    if (doubt) for (const { id, attempts } of await leftRunning(pool)) await giveBack(id, attempts)
    doubt = false
    const job = await takeNext(pool)
    if (!job) return false
    // Until it is settled or given back; a database that fails in between leaves the doubt.
    doubt = true
    const { id } = job.investigation
    await handler(job.investigation, stopping.signal).catch((error: unknown) =>
      stopping.signal.aborted ? onStopped(id) : onError(error),
    )
    // Of a settled one both of these leave everything as it is.
    if (stopping.signal.aborted) await putBack(pool, id, true)
    else await giveBack(id, job.attempts)
    doubt = false
    return true
  }

  async function work(handler: InvestigationHandler) {
    while (!stopping.signal.aborted) {
      const found = await handleOne(handler).catch((error: unknown) => {
        onError(error)
        return false
      })
      if (!found) await rest()
    }
  }

  function rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, stopping.signal.aborted ? 0 : pause)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  return {
    start(handler) {
      working = work(handler)
    },
    wake: () => wake(),
    async stop() {
      stopping.abort()
      wake()
      await working
    },
  }
}
