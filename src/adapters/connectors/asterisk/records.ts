import { z } from 'zod'
import type { LiveEvent } from '#core/calls'
import type { ConnectorTools } from '../kit.ts'
import type { AsteriskSettings } from './settings.ts'
import { endOf, type Place, readSince } from './tail.ts'

const Cursor = z.record(z.string(), z.object({ inode: z.number(), offset: z.number() }))

/** The log files of the PBX: what was written while nobody listened is handed on, the rest is only stepped over. */
export interface Records {
  /** Everything since the last time, the first time everything there is. */
  catchUp(emit: (event: LiveEvent) => void): Promise<void>
  /** What is there by now was seen live. */
  skip(): Promise<void>
}

export function createRecords(
  settings: AsteriskSettings,
  { now, cursor }: Pick<ConnectorTools, 'now' | 'cursor'>,
): Records {
  const files = [settings.cdr, settings.securityLog].filter((path) => path !== undefined)
  let places: Record<string, Place> | null = null
  const load = async (): Promise<Record<string, Place>> => {
    const text = await cursor.read()
    const parsed = Cursor.safeParse(text === '' ? {} : JSON.parse(text))
    return parsed.success ? parsed.data : {}
  }
  return {
    async catchUp(emit) {
      places ??= await load()
      for (const file of files)
        for await (const { text, next } of readSince(file, places[file] ?? null)) {
          emit({ type: 'records', at: now(), file, text })
          places[file] = next
          await cursor.write(JSON.stringify(places))
        }
    },
    async skip() {
      if (files.length === 0 || places === null) return
      const before = JSON.stringify(places)
      for (const file of files) {
        const end = await endOf(file)
        if (end) places[file] = end
      }
      const after = JSON.stringify(places)
      if (after !== before) await cursor.write(after)
    },
  }
}
