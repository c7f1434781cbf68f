import { constants } from 'node:fs'
import { access, chmod, mkdir, realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { DomainError } from '#core/kernel'

/** What decides where data lives; read from the environment by the configuration alone. */
export interface DataDirFacts {
  /** RINGFENCE_DATA or --data. */
  readonly given?: string | undefined
  readonly xdgDataHome?: string | undefined
  readonly home: string
  /** Effective user id; 0 is root. */
  readonly uid: number
}

/** Given, else the system's state directory for root, else the user's own data folder (XDG Base Directory). */
export function dataDirOf({ given, xdgDataHome, home, uid }: DataDirFacts): string {
  if (given) return resolve(given)
  if (uid === 0) return '/var/lib/ringfence'
  return join(xdgDataHome?.startsWith('/') ? xdgDataHome : join(home, '.local/share'), 'ringfence')
}

/**
 * Makes the directory, closed to others, and returns its real path.
 * Root's may be passed through (0711): the database runs as another user below it, in a folder of its own.
 */
export async function prepareDataDir(dataDir: string): Promise<string> {
  try {
    const made = await mkdir(dataDir, { recursive: true, mode: 0o755 })
    const real = await realpath(dataDir)
    const { uid } = await stat(real)
    const own = process.geteuid?.() === uid
    // What was there before stays as it is: it may be a shared folder given by mistake.
    if (made !== undefined && own) await chmod(real, 0o700)
    if (made !== undefined && uid === 0) await openTheWay(made, resolve(dataDir))
    await access(real, constants.R_OK | constants.W_OK | constants.X_OK)
    return real
  } catch (cause) {
    throw new DomainError(
      'data-dir-unusable',
      `The data directory ${dataDir} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`,
      'Give a directory this user may write to, with --data or RINGFENCE_DATA.',
      cause,
    )
  }
}

/** Under a strict umask the folders made on the way would be closed to the database's user. Touches only what was just made. */
async function openTheWay(made: string, path: string): Promise<void> {
  for (let at = path; at.startsWith(made); at = dirname(at)) await chmod(at, 0o711)
}
