import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { ByHand } from '#core/response'
import { readShipped } from './shipped.ts'

const folder = fileURLToPath(new URL('../../../content/by-hand', import.meta.url))
const ENDING = '.yaml'

/** Every file of content/by-hand is a product that cannot be connected, by its id. */
export async function readByHand(): Promise<ReadonlyMap<string, ByHand>> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(ENDING)).sort()
  return new Map(
    await Promise.all(
      files.map(
        async (name) =>
          [name.slice(0, -ENDING.length), await readShipped(`by-hand/${name}`, ByHand)] as const,
      ),
    ),
  )
}
