import { readFile, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { readYaml } from './files.ts'

const content = fileURLToPath(new URL('../../../content/', import.meta.url))
const built = fileURLToPath(new URL('../../../dist/content/', import.meta.url))
const isBuilt = !import.meta.url.endsWith('.ts')

/**
 * A YAML file of content/, by its path there. The build puts the same as JSON beside the program, which is read sooner; a
 * YAML file that somebody changed since is read itself.
 */
export async function readShipped<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
  const parsed = isBuilt ? schema.safeParse(await readBuilt(path)) : undefined
  return parsed?.success ? parsed.data : readYaml(content + path, schema)
}

/** Undefined where there is none, or an older one. */
async function readBuilt(path: string): Promise<unknown> {
  const json = `${built}${path}.json`
  try {
    const [text, source, made] = await Promise.all([readFile(json, 'utf8'), stat(content + path), stat(json)])
    return source.mtimeMs > made.mtimeMs ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
