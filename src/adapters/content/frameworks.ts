import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Framework } from '#core/audit'
import { readYaml } from './files.ts'

const folder = fileURLToPath(new URL('../../../content/frameworks', import.meta.url))

/** Every file of content/frameworks, in order of name. */
export async function readFrameworks(): Promise<Framework[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  return Promise.all(names.map((name) => readYaml(join(folder, name), Framework)))
}
