import { spawn } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { DomainError } from '#core/kernel'

/** The operating-system user the database runs as. `switch`: we are root and must become that user. */
export interface RunAs {
  readonly name: string
  readonly uid: number
  readonly gid: number
  readonly switch: boolean
}

/** PostgreSQL refuses to run as root. An own account is best; every Unix has the other. */
const unprivileged = ['ringfence', 'nobody']

/**
 * Ourselves, unless we are root: then the owner of the cluster that is there already, else an unprivileged account.
 * The account needs a name: initdb and peer authentication look it up.
 */
export async function runAs(cluster: string): Promise<RunAs> {
  const owner = await stat(cluster).catch(() => null)
  if (process.geteuid?.() !== 0) {
    const self = ourselves()
    if (owner && owner.uid !== self.uid) throw foreignOwner(cluster)
    return self
  }
  const accounts = await readAccounts()
  const found = owner
    ? accounts.find((a) => a.uid === owner.uid)
    : unprivileged.map((name) => accounts.find((a) => a.name === name)).find((a) => a)
  if (!found || found.uid === 0) throw owner ? foreignOwner(cluster) : nameless()
  return { ...found, switch: true }
}

function ourselves(): RunAs {
  try {
    const { username, uid, gid } = userInfo()
    return { name: username, uid, gid, switch: false }
  } catch {
    throw nameless()
  }
}

function nameless(): DomainError {
  return new DomainError(
    'no-database-user',
    'The bundled PostgreSQL needs an operating-system account with a name to run as, and there is none',
    'Create one (useradd --system ringfence), or set DATABASE_URL to a PostgreSQL of your own.',
  )
}

function foreignOwner(cluster: string): DomainError {
  return new DomainError(
    'data-dir-unusable',
    `${cluster} belongs to another user than the one Ringfence runs as`,
    'Start Ringfence as the user who made the data directory, or give another one with --data or RINGFENCE_DATA.',
  )
}

async function readAccounts(): Promise<readonly { name: string; uid: number; gid: number }[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '')
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
  })
}

/** Whether that user can enter the folder. Asked of the kernel, because modes alone do not know ACLs and mounts. */
export async function canEnter(user: RunAs, folder: string): Promise<boolean> {
  return (await runToEnd(user, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder])).code === 0
}

/** Runs a program as that user, with nothing of our environment, and gathers what it prints. */
export function runToEnd(
  user: RunAs,
  program: string,
  args: readonly string[],
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...identity(user),
      cwd: '/',
      env: cleanEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const gather = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-8000)
    }
    child.stdout.on('data', gather)
    child.stderr.on('data', gather)
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
}

/** PG… variables and locales of the person who starts us must not reach the server. */
export const cleanEnv = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/** What `spawn` needs to become that user. */
export function identity(user: RunAs): { uid?: number; gid?: number } {
  return user.switch ? { uid: user.uid, gid: user.gid } : {}
}
