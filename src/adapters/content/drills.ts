import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Drill } from '#core/drills'
import { readShipped } from './shipped.ts'

const folder = fileURLToPath(new URL('../../../content/drills', import.meta.url))

/** Every file of content/drills is a simulated attack; A1, A2 … A16. */
export async function readDrills(): Promise<Drill[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml'))
  const drills = await Promise.all(files.map((name) => readShipped(`drills/${name}`, Drill)))
  return drills.sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)))
}
