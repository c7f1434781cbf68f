import { execFile, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const execute = promisify(execFile)

export interface Sshd {
  readonly port: number
  /** Private key that lets in, and the host key's fingerprint. */
  readonly key: string
  readonly hostKey: string
  close(): Promise<void>
}

/** A real OpenSSH server for the present user on 127.0.0.1, with keys of its own. Null when there is none installed. */
export async function startSshd(): Promise<Sshd | null> {
  const program = '/usr/sbin/sshd'
  const folder = await mkdtemp(join(tmpdir(), 'ringfence-sshd-'))
  try {
    for (const name of ['host', 'user'])
      await execute('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)])
    await mkdir('/run/sshd', { recursive: true })
  } catch {
    return null
  }
  const port = await freePort()
  await writeFile(join(folder, 'authorized_keys'), await readFile(join(folder, 'user.pub')), { mode: 0o600 })
  const config = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${join(folder, 'host')}`,
    `AuthorizedKeysFile ${join(folder, 'authorized_keys')}`,
    'PermitRootLogin prohibit-password',
    'PasswordAuthentication no',
    'StrictModes no',
    'UsePAM no',
    `PidFile ${join(folder, 'pid')}`,
  ]
  await writeFile(join(folder, 'config'), `${config.join('\n')}\n`)
  const server = spawn(program, ['-D', '-e', '-f', join(folder, 'config')], { stdio: 'ignore' })
  for (let n = 0; n < 100 && !(await readFile(join(folder, 'pid')).catch(() => null)); n++) await sleep(50)
  const { stdout } = await execute('ssh-keygen', ['-l', '-f', join(folder, 'host.pub')])
  return {
    port,
    key: await readFile(join(folder, 'user'), 'utf8'),
    hostKey: /SHA256:\S+/.exec(stdout)?.[0] ?? '',
    async close() {
      server.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
