import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { CheckSource } from '#core/audit'
import { readShipped } from './shipped.ts'

const folder = fileURLToPath(new URL('../../../content/checks', import.meta.url))

/** Every folder of content/checks/<platform> is a check; in order of id, so that the same site gives the same findings. */
export async function readChecks(): Promise<CheckSource[]> {
  const paths = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('check.yaml'))
  const checks = await Promise.all(paths.map((path) => readShipped(`checks/${path}`, CheckSource)))
  return checks.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}
