import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/adapters/storage/open.ts'
import type { Role } from '../../src/adapters/storage/presence.ts'
import { bundledPostgres } from '../../src/adapters/system/postgres.ts'
import { packagedPostgres } from '../../src/adapters/system/postgres-binaries.ts'
import { canEnter } from '../../src/adapters/system/run-as.ts'
import { bundle } from '../support/bundle.ts'

const root = process.geteuid?.() === 0
const nobody = 65_534

let folder: string
let dataDir: string
let child: Awaited<ReturnType<typeof bundle>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rf-live-'))
  await chmod(folder, 0o755)
  dataDir = join(folder, 'data')
  child = await bundle('test/live/database-child.ts')
})
afterAll(async () => {
  await child.remove()
  await rm(folder, { recursive: true, force: true })
})

const open = (role: Role = 'visitor', at = dataDir) =>
  openDatabase({ bundled: bundledPostgres(at), role, schema: 'live' })
const postmaster = async (at = dataDir) =>
  Number((await readFile(join(at, 'postgres/postmaster.pid'), 'utf8').catch(() => '0')).split('\n')[0])
const works = async (database: Database) =>
  (await database.pool.query('SELECT count(*) AS sites FROM site')).rows[0]

/** Starts the child process and waits until it has the database open. */
async function run(what: string, at = dataDir, as = {}) {
  const process = spawn(globalThis.process.execPath, [child.file, at, 'live', what], {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    ...as,
  })
  let output = ''
  for (const stream of [process.stdout, process.stderr])
    stream.on('data', (chunk) => {
      output += chunk
    })
  const over = once(process, 'close')
  while (!output.includes('open\n') && process.exitCode === null) await sleep(20)
  return { process, over, output: () => output }
}

describe('the bundled PostgreSQL', () => {
  it('listens on a socket that others cannot reach, and on nothing else', async () => {
    const database = await open()
    const { rows } = await database.pool.query(
      `SELECT current_setting('listen_addresses') AS addresses, current_setting('unix_socket_permissions') AS mode,
         current_setting('fsync') AS fsync, current_setting('server_encoding') AS encoding, current_setting('data_checksums') AS checksums`,
    )
    expect(rows).toEqual([{ addresses: '', mode: '0700', fsync: 'on', encoding: 'UTF8', checksums: 'on' }])
    for (const name of ['postgres', 'socket'])
      expect((await stat(join(dataDir, name))).mode & 0o777).toBe(0o700)
    if (root) expect((await stat(`/proc/${await postmaster()}`)).uid).not.toBe(0)
    await database.close()
  })

  it('stops when the last one leaves, not before', async () => {
    const [first, second] = await Promise.all([open(), open()])
    const pid = await postmaster()
    await first.close()
    expect(await works(second)).toEqual({ sites: 1 })
    expect(await postmaster()).toBe(pid)
    await second.close()
    expect(await postmaster()).toBe(0)
  })

  it('serves those who come while the last one leaves', async () => {
    for (let round = 0; round < 3; round++) {
      const first = await open()
      const [, second] = await Promise.all([first.close(), open()])
      expect(await works(second)).toEqual({ sites: 1 })
      await second.close()
    }
    expect(await postmaster()).toBe(0)
  })

  it('has one server at a time; commands come and go beside it', async () => {
    const server = await open('server')
    await expect(open('server')).rejects.toMatchObject({
      code: 'data-dir-locked',
      message: expect.stringContaining(`process ${process.pid}`),
    })
    const visit = await run('visit')
    await visit.over
    expect(visit.output()).toContain('[{"sites":1}]')
    expect(await works(server)).toEqual({ sites: 1 })
    await server.close()
    await (await open('server')).close()
  })

  it('outlives a kill -9 of the server and is taken over by the next', async () => {
    const server = await run('hold')
    const pid = await postmaster()
    server.process.kill('SIGKILL')
    await server.over
    const next = await open('server')
    expect(await postmaster()).toBe(pid)
    expect(await works(next)).toEqual({ sites: 1 })
    await next.close()
    expect(await postmaster()).toBe(0)
  })

  it('is started again when it is killed itself, and this server is still the only one', async () => {
    const server = await open('server')
    const pid = await postmaster()
    process.kill(pid, 'SIGKILL')
    // Sessions of the dead one may answer for a moment yet.
    while ([0, pid].includes(await postmaster())) await sleep(20)
    let again: unknown
    while (!again) again = await works(server).catch(() => sleep(50))
    expect(again).toEqual({ sites: 1 })
    let refused: unknown
    for (let i = 0; i < 40 && !refused; i++) {
      const second = await open('server').catch((error) => {
        refused = error
      })
      await second?.close()
      await sleep(50)
    }
    expect(refused).toMatchObject({ code: 'data-dir-locked' })
    await server.close()
    expect(await postmaster()).toBe(0)
  })

  it('starts although a number left by a crash now belongs to another process', async () => {
    const lines = [
      process.pid,
      join(dataDir, 'postgres'),
      1,
      5432,
      join(dataDir, 'socket'),
      '',
      '  1 1',
      'ready   ',
    ]
    await writeFile(join(dataDir, 'postgres/postmaster.pid'), lines.join('\n'))
    const database = await open()
    expect(await postmaster()).not.toBe(process.pid)
    await database.close()
  })

  it('takes a data directory whose path is too long for a socket', async () => {
    const long = join(folder, 'x'.repeat(120), 'it\'s, a "dir"')
    await mkdir(join(long, '..'))
    await rename(dataDir, long)
    const database = await open('visitor', long)
    const socket = (await readFile(join(long, 'postgres/postmaster.pid'), 'utf8')).split('\n')[4] ?? ''
    expect(socket.length).toBeLessThan(90)
    expect((await stat(socket)).mode & 0o777).toBe(0o700)
    expect(await works(database)).toEqual({ sites: 1 })
    await database.close()
    await rm(socket, { recursive: true })
    await rename(long, dataDir)
  })

  it('is left alone when DATABASE_URL leads to another one', async () => {
    const owner = await open()
    const databaseUrl = `postgresql://ringfence@/postgres?host=${encodeURIComponent(join(dataDir, 'socket'))}`
    const unused = {
      ensureRunning: () => Promise.reject(new Error('not this one')),
      stop: () => Promise.reject(new Error('nor this')),
    }
    const database = await openDatabase({ databaseUrl, bundled: unused, role: 'server', schema: 'live' })
    expect(database.bundled).toBe(false)
    expect(await works(database)).toEqual({ sites: 1 })
    await database.close()
    expect(await works(owner)).toEqual({ sites: 1 })
    await owner.close()
    const gone = openDatabase({ databaseUrl, bundled: unused, role: 'server', schema: 'live' })
    await expect(gone).rejects.toMatchObject({ code: 'database-unreachable' })
  })
})

describe('the binaries', () => {
  /** A package as an installation with scripts off leaves it: without the library links. */
  async function unlinked(at: string): Promise<string> {
    await cp(packagedPostgres(), at, { recursive: true, verbatimSymlinks: true })
    const lib = join(at, 'native/lib')
    for (const name of await readdir(lib))
      if ((await lstat(join(lib, name))).isSymbolicLink()) await rm(join(lib, name))
    return at
  }
  const opens = async (packaged: string) => {
    const database = await openDatabase({
      bundled: bundledPostgres(dataDir, packaged),
      role: 'visitor',
      schema: 'live',
    })
    expect(await works(database)).toEqual({ sites: 1 })
    await database.close()
  }

  it('get their missing library links', async () => {
    const packaged = await unlinked(join(folder, 'unlinked'))
    await opens(packaged)
    expect((await lstat(join(packaged, 'native/lib/libpq.so.5'))).isSymbolicLink()).toBe(true)
  })

  it.runIf(root)('run from a copy when root keeps them where the database user cannot go', async () => {
    const home = join(folder, 'home')
    await mkdir(home, { mode: 0o700 })
    const packaged = await unlinked(join(home, 'package'))
    await chmod(join(packaged, 'native/bin/postgres'), 0o700)
    await opens(packaged)
    expect(await readdir(join(dataDir, 'postgresql'))).toHaveLength(1)
    await opens(packaged)
  })
})

describe.runIf(root)('as root', () => {
  it('refuses a data directory inside a private folder, with what to do', async () => {
    const home = join(folder, 'private')
    await mkdir(home, { mode: 0o700 })
    await expect(open('visitor', join(home, 'data'))).rejects.toMatchObject({
      code: 'data-dir-unusable',
      remedy: expect.stringContaining('/var/lib/ringfence'),
    })
  })

  it('is not needed: an ordinary user has a database of its own, closed to others', async ({ skip }) => {
    const user = { name: 'nobody', uid: nobody, gid: nobody, switch: true }
    if (!(await canEnter(user, dirname(child.file)))) skip('other users cannot enter this checkout')
    const at = join(folder, 'own/data')
    await mkdir(join(folder, 'own'))
    await chown(join(folder, 'own'), nobody, nobody)
    const visit = await run('visit', at, { uid: nobody, gid: nobody })
    await visit.over
    expect(visit.output()).toContain('[{"sites":1}]')
    expect((await stat(at)).mode & 0o777).toBe(0o700)
    expect((await stat(join(at, 'postgres'))).uid).toBe(nobody)
  })
})

describe('a damaged cluster', () => {
  it('gives the reason when it cannot start', async () => {
    await rm(join(dataDir, 'postgres/global/pg_control'))
    await expect(open()).rejects.toMatchObject({
      code: 'database-start-failed',
      message: expect.stringContaining('pg_control'),
    })
  })
})
