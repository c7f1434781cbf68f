import { constants } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { DomainError } from '#core/kernel'
import { prepareDataDir } from './data-dir.ts'
import { packagedPostgres } from './postgres-binaries.ts'

/** One thing that `doctor` looked at. `remedy` is empty when it is well. */
export interface Check {
  readonly name: string
  readonly ok: boolean
  readonly detail: string
  readonly remedy: string
}

const oldestNode = [20, 19] as const
const roomNeeded = 1024 ** 3

/** The machine's side: Node, data directory, room on the disk, and the bundled database unless another one is used. */
export async function diagnoseSystem(dataDir: string, bundled: boolean): Promise<readonly Check[]> {
  const checks = [nodeVersion(process.versions.node), await dataDirectory(dataDir), await room(dataDir)]
  return bundled ? [...checks, await binaries()] : checks
}

function nodeVersion(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const ok = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
  return {
    name: 'node',
    ok,
    detail: `Node ${version}`,
    remedy: ok ? '' : `Install Node ${oldestNode.join('.')} or newer.`,
  }
}

async function dataDirectory(dataDir: string): Promise<Check> {
  try {
    const real = await prepareDataDir(dataDir)
    return { name: 'data-directory', ok: true, detail: `${real} can be written`, remedy: '' }
  } catch (error) {
    return failed('data-directory', error)
  }
}

async function room(dataDir: string): Promise<Check> {
  const name = 'disk-space'
  try {
    const { bavail, bsize } = await statfs(dataDir)
    const free = bavail * bsize
    const ok = free >= roomNeeded
    const detail = `${(free / 1024 ** 3).toFixed(1)} GiB free for ${dataDir}`
    return { name, ok, detail, remedy: ok ? '' : 'Make room, or move the data directory to a larger disk.' }
  } catch (error) {
    return failed(name, error)
  }
}

async function binaries(): Promise<Check> {
  const name = 'bundled-database'
  try {
    const packaged = packagedPostgres()
    await access(`${packaged}/native/bin/postgres`, constants.X_OK)
    return { name, ok: true, detail: 'PostgreSQL is installed with Ringfence', remedy: '' }
  } catch (error) {
    return failed(name, error)
  }
}

function failed(name: string, error: unknown): Check {
  const remedy = error instanceof DomainError ? error.remedy : 'See the message, then run doctor again.'
  return { name, ok: false, detail: error instanceof Error ? error.message : String(error), remedy }
}
