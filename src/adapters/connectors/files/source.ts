import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CallSource, LiveEvent } from '#core/calls'
import { DomainError } from '#core/kernel'
import type { ConnectorTools } from '../kit.ts'
import { type Found, filesIn } from './folder.ts'
import { createPlaces, type PlaceKeeper } from './places.ts'
import { decoded, headOf, partsOf } from './read-file.ts'
import type { FilesSettings } from './settings.ts'

const LOOK_MS = 1000
/** A file that has not grown for so long is read; a last line without its end is taken for whole after the longer time. */
const QUIET_MS = 2000
const WHOLE_MS = 30_000
/** One that never rests is read by whole lines. */
const PATIENCE_MS = 10_000
/** Readers take what is waiting twice a second: a large file must not wait in memory. */
const PACE_BYTES = 4 << 20
const PACE_MS = 600
const HEAD_BYTES = 512

/** Call records as they appear in a folder, in any format that is recognised, each row once. */
export function createFilesSource({ dir }: FilesSettings, tools: ConnectorTools): CallSource {
  const { now } = tools
  return {
    async follow(emit, signal: AbortSignal) {
      const reading = createReading(createPlaces(tools), emit, now, signal)
      let reason: string | null = null
      while (!signal.aborted) {
        const problem = await reading.look(dir)
        if (problem === '' && reason !== '') emit({ type: 'source-back', at: now() })
        if (problem !== '' && !reason) emit({ type: 'source-lost', at: now(), reason: problem })
        reason = problem
        await reading.read()
        await pause(LOOK_MS, signal)
      }
    },
  }
}

interface Reading {
  /** Why the folder cannot be looked into, '' when it can. */
  look(dir: string): Promise<string>
  /** Whatever is new in the files that were found. */
  read(): Promise<void>
}

function createReading(
  places: PlaceKeeper,
  emit: (event: LiveEvent) => void,
  now: () => number,
  signal: AbortSignal,
): Reading {
  /** Since when a file has had something new. */
  const waiting = new Map<number, number>()
  /** Files that could not be read, as they were: looked at again when they change. */
  const broken = new Map<number, number>()
  let sent = 0

  const pace = async (bytes: number): Promise<void> => {
    sent += bytes
    if (sent < PACE_BYTES) return
    sent = 0
    await pause(PACE_MS, signal)
  }

  async function readOn(file: Found, offset: number, toEnd: boolean): Promise<void> {
    const { bytes: first, gzip } = await headOf(file.path)
    const head = markOf(first)
    let at = offset
    let header = offset === 0 ? '' : headerOf(decoded(first))
    for await (const { text, bytes } of partsOf(file.path, { offset, gzip, toEnd })) {
      if (signal.aborted) return
      emit({ type: 'records', at: now(), file: file.name, text: header + text })
      header ||= headerOf(text)
      at += bytes
      if (!gzip) await places.keep(file.inode, { offset: at, head })
      await pace(bytes)
    }
    if (gzip) await places.keep(file.inode, { offset: file.bytes, head })
  }

  async function one(file: Found): Promise<void> {
    const offset = await offsetOf(file, places)
    if (file.bytes === offset || broken.get(file.inode) === file.changedAt) {
      waiting.delete(file.inode)
      return
    }
    const since = waiting.get(file.inode) ?? now()
    waiting.set(file.inode, since)
    const quietMs = now() - file.changedAt
    if (quietMs < QUIET_MS && now() - since < PATIENCE_MS) return
    try {
      await readOn(file, offset, quietMs >= WHOLE_MS)
      waiting.delete(file.inode)
    } catch (error) {
      broken.set(file.inode, file.changedAt)
      emit({ type: 'change', at: now(), what: `${file.name} cannot be read: ${(error as Error).message}` })
    }
  }

  let files: readonly Found[] = []
  return {
    async look(dir) {
      try {
        files = await filesIn(dir)
        return ''
      } catch (error) {
        files = []
        return error instanceof DomainError ? error.message : String(error)
      }
    },
    async read() {
      for (const file of files) if (!signal.aborted) await one(file)
      if (files.length > 0) await places.retain(new Set(files.map(({ inode }) => inode)))
    },
  }
}

/** Where to go on; 0 for a file that is new, was cut short, or is another under an old number. */
async function offsetOf(file: Found, places: PlaceKeeper): Promise<number> {
  const place = await places.of(file.inode)
  if (!place || place.offset > file.bytes) return 0
  if (place.offset === file.bytes) return place.offset
  const { bytes } = await headOf(file.path)
  return sameHead(bytes, place.head) ? place.offset : 0
}

/** So many of the first bytes, and their digest: `120 kf83…`. A file that grew has more of them, the first unchanged. */
function markOf(bytes: Buffer, length = Math.min(bytes.length, HEAD_BYTES)): string {
  return `${length} ${createHash('sha256').update(bytes.subarray(0, length)).digest('base64url').slice(0, 22)}`
}
const sameHead = (bytes: Buffer, mark: string): boolean => markOf(bytes, Number(mark.split(' ')[0])) === mark

/**
 * The first two lines: names of columns, and with some what stands under them. What follows in a table means nothing without;
 * rows that come again are dropped later. JSON and XML need none.
 */
const headerOf = (text: string): string =>
  /^\s*[[{<]/.test(text) ? '' : (/^(?:[^\n]*\n){0,2}/.exec(text)?.[0] ?? '')

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined)
