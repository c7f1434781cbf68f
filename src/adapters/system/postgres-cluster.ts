import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DomainError } from '#core/kernel'
import type { Binaries } from './postgres-binaries.ts'
import { canEnter, type RunAs, runToEnd } from './run-as.ts'

/** The one role of the bundled server. Only root and the server's own user may be it (peer authentication). */
export const role = 'ringfence'

/** Folder of the cluster inside a data directory. */
export const clusterIn = (dataDir: string): string => join(dataDir, 'postgres')

/** Makes the cluster when there is none: aside, then renamed, so that a crash in the middle leaves nothing half-made. */
export async function ensureCluster(dataDir: string, user: RunAs, binaries: Binaries): Promise<void> {
  if (user.switch && !(await canEnter(user, dataDir))) throw await notEnterable(dataDir, user)
  const cluster = clusterIn(dataDir)
  if (!(await majorOf(cluster))) await initialise(dataDir, user, binaries.native)
  await refuseOtherMajor(cluster, binaries.major)
  await writeAccess(cluster, user)
}

async function notEnterable(dataDir: string, user: RunAs): Promise<DomainError> {
  const alone = await canEnter(user, dirname(dataDir))
  return new DomainError(
    'data-dir-unusable',
    `As root the bundled PostgreSQL runs as the user ${user.name}, who may not enter ${dataDir}`,
    alone
      ? `Let it pass through with: chmod o+x ${dataDir} (what lies in it stays closed); or start Ringfence as an ordinary user.`
      : 'Give a data directory outside a private folder, such as /var/lib/ringfence, with --data or RINGFENCE_DATA; or start ' +
          'Ringfence as an ordinary user.',
  )
}

async function initialise(dataDir: string, user: RunAs, native: string): Promise<void> {
  const cluster = clusterIn(dataDir)
  for (const name of await readdir(dataDir))
    if (/^postgres\.new-\d+$/.test(name) && !alive(Number(name.slice(13))))
      await rm(join(dataDir, name), { recursive: true, force: true })
  const building = `${cluster}.new-${process.pid}`
  await mkdir(building, { mode: 0o700 })
  if (user.switch) await chown(building, user.uid, user.gid)
  const args = [
    '-D',
    building,
    `--username=${role}`,
    '--auth=reject',
    '--encoding=UTF8',
    '--locale=C',
    '--no-instructions',
  ]
  const { code, output } = await runToEnd(user, join(native, 'bin/initdb'), args)
  if (code !== 0) {
    await rm(building, { recursive: true, force: true })
    throw new DomainError(
      'database-start-failed',
      `The bundled PostgreSQL could not make its files: ${output.trim().split('\n').slice(-3).join(' ')}`,
      'See that the disk has room and the data directory is on a local file system, then start again.',
    )
  }
  await rename(building, cluster).catch(async (error: NodeJS.ErrnoException) => {
    await rm(building, { recursive: true, force: true })
    // Another process made it in the meantime: theirs stands.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function majorOf(cluster: string): Promise<string | null> {
  return readFile(join(cluster, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    () => null,
  )
}

async function refuseOtherMajor(cluster: string, runs: string): Promise<void> {
  const has = await majorOf(cluster)
  if (has !== runs)
    throw new DomainError(
      'data-dir-unusable',
      `${cluster} was made by PostgreSQL ${has}; this version of Ringfence brings PostgreSQL ${runs}`,
      'With the version of Ringfence that made it, run: ringfence backup FILE. Then restore FILE into an empty data directory.',
    )
}

/** Who may connect: over the socket alone, and only as an operating-system user named here. */
async function writeAccess(cluster: string, user: RunAs): Promise<void> {
  const names = [...new Set(['root', user.name])]
  await place(cluster, 'pg_hba.conf', `local all ${role} peer map=${role}\n`, user)
  await place(cluster, 'pg_ident.conf', names.map((name) => `${role} "${name}" ${role}\n`).join(''), user)
}

async function place(cluster: string, name: string, text: string, user: RunAs): Promise<void> {
  const path = join(cluster, name)
  if ((await readFile(path, 'utf8').catch(() => '')) === text) return
  await writeFile(`${path}.new`, text, { mode: 0o600 })
  if (user.switch) await chown(`${path}.new`, user.uid, user.gid)
  await rename(`${path}.new`, path)
}

/** sun_path holds 107 bytes on Linux and 103 on macOS. */
const longestSocket = 103

/** A folder of mode 0700 for the socket: in the data directory, or, when that path is too long, in a short one of its own. */
export async function socketDirectory(dataDir: string, user: RunAs): Promise<string> {
  const near = join(dataDir, 'socket')
  const far = join(tmpdir(), `ringfence-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`)
  const folder = Buffer.byteLength(join(near, '.s.PGSQL.5432')) <= longestSocket ? near : far
  await mkdir(folder, { mode: 0o700 }).then(
    () => (user.switch ? chown(folder, user.uid, user.gid) : undefined),
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
  // In a folder that everyone may write to, somebody else could have made it first.
  const found = await lstat(folder)
  if (!found.isDirectory() || found.uid !== user.uid)
    throw new DomainError(
      'data-dir-unusable',
      `${folder} is needed for the database's socket and belongs to somebody else`,
      'Remove it, or give a data directory with a shorter path.',
    )
  await chmod(folder, 0o700)
  return folder
}
