import { readFile, readlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A running server as its own postmaster.pid tells it. */
export interface Postmaster {
  readonly pid: number
  readonly socketDirectory: string
  readonly ready: boolean
}

/** Larger than any process id of any kernel, so certainly dead. */
const nobodysPid = 4_194_305

/**
 * The server of this cluster, null when none runs. Lines of the file: pid, cluster, start, port, socket folder, address,
 * shared memory, status (PostgreSQL's miscinit.h).
 */
export async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => null)
  if (text === null) return null
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const state = await processState(pid, cluster)
  if (state === 'dead') return null
  if (state === 'foreign') {
    await disown(cluster, lines)
    return null
  }
  return { pid, socketDirectory: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' }
}

/**
 * After a reboot or in a new container the number may belong to something else, and PostgreSQL would refuse to start.
 * Removing the file would also switch off its check for survivors that still use the shared memory (line 7), so only the
 * number is replaced, by one that cannot live.
 */
async function disown(cluster: string, lines: readonly string[]): Promise<void> {
  await writeFile(join(cluster, 'postmaster.pid'), [String(nobodysPid), ...lines.slice(1)].join('\n'))
}

/** A postmaster's working directory is its cluster; that tells it from any process that has got its number. */
async function processState(pid: number, cluster: string): Promise<'ours' | 'foreign' | 'dead'> {
  if (!Number.isInteger(pid) || pid <= 0 || !signal(pid, 0)) return 'dead'
  if (process.platform !== 'linux') return 'ours'
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === cluster ? 'ours' : 'foreign'
  } catch (error) {
    // A zombie has no working directory any more. What we may not look at belongs to others.
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'foreign' : 'dead'
  }
}

/** False when there is no such process. */
export function signal(pid: number, what: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, what)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
