import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Framework } from '#core/audit'
import { readShipped } from './shipped.ts'

const folder = fileURLToPath(new URL('../../../content/frameworks', import.meta.url))

/** Every file of content/frameworks, in order of name. */
export async function readFrameworks(): Promise<Framework[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  return Promise.all(names.map((name) => readShipped(`frameworks/${name}`, Framework)))
}
