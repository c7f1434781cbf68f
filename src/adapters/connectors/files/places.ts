import { z } from 'zod'
import type { ConnectorTools } from '../kit.ts'

/** How far a file was read. Files are known by their inode, so that one that is renamed is not read again. */
const Place = z.object({
  /** Bytes that were dealt with. */
  offset: z.number(),
  /** What it began with: an inode may come back as another file. */
  head: z.string(),
})
export type Place = z.output<typeof Place>
const Places = z.record(z.string(), Place)

export interface PlaceKeeper {
  of(inode: number): Promise<Place | undefined>
  keep(inode: number, place: Place): Promise<void>
  /** Drops those of files that are gone. */
  retain(inodes: ReadonlySet<number>): Promise<void>
}

export function createPlaces({ cursor }: Pick<ConnectorTools, 'cursor'>): PlaceKeeper {
  let places: Map<string, Place> | null = null
  const load = async (): Promise<Map<string, Place>> => {
    const text = await cursor.read()
    const parsed = Places.safeParse(text === '' ? {} : JSON.parse(text))
    places ??= new Map(Object.entries(parsed.success ? parsed.data : {}))
    return places
  }
  const all = async (): Promise<Map<string, Place>> => places ?? load()
  const save = async (): Promise<void> => cursor.write(JSON.stringify(Object.fromEntries(await all())))
  return {
    of: async (inode) => (await all()).get(String(inode)),
    async keep(inode, place) {
      ;(await all()).set(String(inode), place)
      await save()
    },
    async retain(inodes) {
      const known = await all()
      const gone = [...known.keys()].filter((key) => !inodes.has(Number(key)))
      for (const key of gone) known.delete(key)
      if (gone.length > 0) await save()
    },
  }
}
