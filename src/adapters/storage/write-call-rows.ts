import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { StoredCall } from '#core/incidents'
import { copyRows } from './call-rows.ts'

/** Leaves calls as rows that the database takes as they are: made in the thread that judges, read by the one that stores. */
export async function writeCallRows(path: string, calls: Iterable<readonly StoredCall[]>): Promise<void> {
  function* rows() {
    for (const batch of calls) yield copyRows(batch)
  }
  await pipeline(Readable.from(rows(), { objectMode: true }), createWriteStream(path, { mode: 0o600 }))
}
