import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { checkPlaybook, Playbook, Rehearsal } from '#core/playbooks'
import { readYaml } from './files.ts'
import { parseYaml } from './yaml.ts'

const FOLDER = fileURLToPath(new URL('../../../content/playbooks/', import.meta.url))
const FILE = 'playbook.yaml'
/** The file an imported playbook came as: what we cannot say of it is not lost. */
const ORIGINAL = 'cacao.json'

export interface StoredPlaybook {
  readonly playbook: Playbook
  /** As it was imported; null for ours. */
  readonly original: string | null
}

/** The playbooks that come along, and those imported into `folder`: of one id the imported one, which somebody made their own. */
export async function readPlaybooks(folder?: string): Promise<StoredPlaybook[]> {
  const found = new Map<string, StoredPlaybook>()
  for (const from of [FOLDER, ...(folder === undefined ? [] : [folder])]) {
    const entries = await readdir(from, { withFileTypes: true }).catch(() => [])
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
    for (const name of folders.sort()) {
      const stored = await readOne(join(from, name))
      found.set(stored.playbook.id, stored)
    }
  }
  return [...found.values()]
}

async function readOne(folder: string): Promise<StoredPlaybook> {
  const path = join(folder, FILE)
  const playbook = parseYaml(await readFile(path, 'utf8'), Playbook, path, (value) =>
    checkPlaybook(value).map((message) => ({ line: 1, message })),
  )
  return { playbook, original: await readFile(join(folder, ORIGINAL), 'utf8').catch(() => null) }
}

/** The situations a playbook of ours must stand in. */
export const readRehearsal = (id: string) => readYaml(join(FOLDER, id, 'rehearsal.yaml'), Rehearsal)

/** Keeps an imported playbook; one of the same id is replaced. Returns its folder. */
export async function keepPlaybook(folder: string, { playbook, original }: StoredPlaybook): Promise<string> {
  const own = join(folder, playbook.id)
  await mkdir(own, { recursive: true, mode: 0o700 })
  await writeFile(join(own, FILE), stringify(playbook))
  if (original !== null) await writeFile(join(own, ORIGINAL), original)
  return own
}
