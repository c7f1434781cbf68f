import { spawn } from 'node:child_process'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DomainError } from '#core/kernel'
import { prepareDataDir } from './data-dir.ts'
import { packagedPostgres, usablePostgres } from './postgres-binaries.ts'
import { clusterIn, ensureCluster, role, socketDirectory } from './postgres-cluster.ts'
import { type Postmaster, readPostmaster, signal } from './postmaster.ts'
import { cleanEnv, identity, type RunAs, runAs } from './run-as.ts'

/** The PostgreSQL of one data directory. Whoever uses it decides by its own sessions when the last one leaves. */
export interface BundledPostgres {
  /** Adopts the server that runs there, or starts it; resolves when it answers. Safe to call from several processes. */
  ensureRunning(): Promise<{
    readonly socketDirectory: string
    readonly user: string
    readonly database: string
  }>
  /** Fast shutdown: running statements are cut off, committed work is kept. Does nothing when none runs. */
  stop(): Promise<void>
}

const settings = [
  'listen_addresses=',
  'unix_socket_permissions=0700',
  'max_connections=60',
  'shared_buffers=128MB',
  'max_wal_size=1GB',
  // No replicas hang on it: less to write.
  'wal_level=minimal',
  'max_wal_senders=0',
  'timezone=UTC',
  'log_timezone=UTC',
  // Its own log, one file a weekday, in postgres/log. Statements are not logged: they may carry numbers of people.
  'logging_collector=on',
  'log_filename=postgresql-%a.log',
  'log_truncate_on_rotation=on',
  'log_rotation_age=1440',
  'log_rotation_size=0',
  'log_min_error_statement=panic',
]

const patience = 120_000

/** @param packaged folder of the binaries' package; the installed one unless told. */
export function bundledPostgres(dataDir: string, packaged?: string): BundledPostgres {
  async function ensureRunning() {
    const home = await prepareDataDir(dataDir)
    const cluster = clusterIn(home)
    const running = await readPostmaster(cluster)
    const server = running?.ready ? running : await bringUp(home, packaged ?? packagedPostgres())
    return { socketDirectory: server.socketDirectory, user: role, database: 'postgres' }
  }

  async function stop() {
    const cluster = clusterIn(await prepareDataDir(dataDir))
    const server = await readPostmaster(cluster)
    if (!server) return
    signal(server.pid, 'SIGINT')
    if (await gone(cluster, server.pid, 30_000)) return
    signal(server.pid, 'SIGQUIT')
    await gone(cluster, server.pid, 10_000)
  }

  return { ensureRunning, stop }
}

async function gone(cluster: string, pid: number, within: number): Promise<boolean> {
  for (let waited = 0; waited < within; waited += 20) {
    if ((await readPostmaster(cluster))?.pid !== pid) return true
    await sleep(20)
  }
  return false
}

/** Waits out a server that is starting or stopping, starts one where there is none, and tries again with back-off. */
async function bringUp(dataDir: string, packaged: string): Promise<Postmaster> {
  const cluster = clusterIn(dataDir)
  const user = await runAs(cluster)
  const binaries = await usablePostgres(dataDir, user, packaged)
  await ensureCluster(dataDir, user, binaries)
  const sockets = await socketDirectory(dataDir, user)
  let delay = 100
  let lastWords = ''
  for (const end = Date.now() + patience; Date.now() < end && delay < 1500; ) {
    const server = await readPostmaster(cluster)
    if (server?.ready) return server
    if (server) {
      await sleep(20)
      continue
    }
    const started = await launch({ dataDir, cluster, native: binaries.native, user, sockets })
    if (started) return started
    lastWords = (await startLog(dataDir)) || lastWords
    await sleep(delay)
    delay *= 2
  }
  throw new DomainError(
    'database-start-failed',
    `The bundled PostgreSQL does not start: ${lastWords || 'it gave no reason'}`,
    `See ${join(cluster, 'log')} and that the disk has room. A backup can be restored into an empty data directory.`,
  )
}

interface Launch {
  readonly dataDir: string
  readonly cluster: string
  readonly native: string
  readonly user: RunAs
  readonly sockets: string
}

/** Null when it ended before it was ready: it failed, or another process was faster. */
async function launch({ dataDir, cluster, native, user, sockets }: Launch): Promise<Postmaster | null> {
  const folders = `unix_socket_directories="${sockets.replaceAll('"', '""')}"`
  const args = ['-D', cluster, ...[...settings, folders].flatMap((setting) => ['-c', setting])]
  const log = await open(join(dataDir, 'postgres-start.log'), 'w', 0o600)
  const child = spawn(join(native, 'bin/postgres'), args, {
    ...identity(user),
    cwd: cluster,
    env: cleanEnv,
    // A session of its own: Ctrl-C in our terminal must not cut the database off before we have finished.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  // Before anything is waited for: it may end at once.
  let ended = false
  for (const event of ['exit', 'error'])
    child.once(event, () => {
      ended = true
    })
  await log.close()
  child.unref()
  while (!ended) {
    const server = await readPostmaster(cluster)
    if (server?.ready) return server
    await sleep(10)
  }
  return null
}

async function startLog(dataDir: string): Promise<string> {
  const text = await readFile(join(dataDir, 'postgres-start.log'), 'utf8').catch(() => '')
  return text.trim().split('\n').slice(-3).join(' ').slice(0, 500)
}
