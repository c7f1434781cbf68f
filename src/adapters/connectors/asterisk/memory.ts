import { z } from 'zod'
import type { ConnectorTools } from '../kit.ts'

const Kept = z.object({
  /** How far each log file was read. */
  places: z.record(z.string(), z.object({ inode: z.number(), offset: z.number() })).default({}),
  /** A mark for everything in the configuration, as it was last seen. */
  config: z.record(z.string(), z.string()).optional(),
})
export type Kept = z.output<typeof Kept>

/** What a connection knows over a restart. */
export interface Memory {
  read(): Promise<Kept>
  write(part: Partial<Kept>): Promise<void>
}

export function createMemory({ cursor }: Pick<ConnectorTools, 'cursor'>): Memory {
  let kept: Promise<Kept> | null = null
  const load = async (): Promise<Kept> => {
    const text = await cursor.read()
    const parsed = Kept.safeParse(text === '' ? {} : JSON.parse(text))
    return parsed.success ? parsed.data : { places: {} }
  }
  const read = (): Promise<Kept> => {
    kept ??= load()
    return kept
  }
  return {
    read,
    async write(part) {
      const all = await read()
      const before = JSON.stringify(all)
      Object.assign(all, part)
      const after = JSON.stringify(all)
      if (after !== before) await cursor.write(after)
    },
  }
}
