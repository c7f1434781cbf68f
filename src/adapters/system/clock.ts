import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/** The clock of the machine, UTC milliseconds. */
export const systemClock = (): number => Date.now()

/** A new id: random, so that it tells nothing and cannot be guessed. */
export const newId = (): string => randomUUID()

/** A UUID-shaped id that is the same for the same text. */
export const idOf = (text: string): string =>
  createHash('sha256')
    .update(text)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')

/** Waits, without keeping the process alive. */
export const pause = (ms: number): Promise<void> => sleep(ms, undefined, { ref: false })
