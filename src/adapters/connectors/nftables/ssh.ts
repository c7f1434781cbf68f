import { createHash } from 'node:crypto'
import ssh2 from 'ssh2'
import { DomainError } from '#core/kernel'
import type { Ran, Runner } from './runner.ts'
import type { NftablesSettings } from './settings.ts'

type Target = NonNullable<NftablesSettings['ssh']>

const PATIENCE = 8000

/** On another machine. One connection is kept and made again when it breaks; only the pinned host key is accepted. */
export function sshRunner(target: Target): Runner {
  let open: Promise<ssh2.Client> | null = null
  const client = (): Promise<ssh2.Client> => {
    open ??= connect(target, () => {
      open = null
    })
    return open
  }
  return {
    async run(command, input = '') {
      return execute(await client(), command.map(quote).join(' '), input)
    },
    async close() {
      const last = await open?.catch(() => null)
      last?.end()
    },
  }
}

function connect(target: Target, onGone: () => void): Promise<ssh2.Client> {
  const { host, port, user, keySecret, hostKey } = target
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client()
    let shown = ''
    client.once('ready', () => resolve(client))
    client.on('error', (error) => {
      onGone()
      reject(shown !== '' && shown !== hostKey ? wrongKey(target, shown) : refused(target, error))
    })
    client.once('close', onGone)
    try {
      client.connect({
        host,
        port,
        username: user,
        privateKey: keySecret,
        readyTimeout: PATIENCE,
        keepaliveInterval: 10_000,
        hostVerifier(key: Buffer) {
          shown = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
          return shown === hostKey
        },
      })
    } catch (error) {
      onGone()
      reject(refused(target, error as Error))
    }
  })
}

function execute(client: ssh2.Client, command: string, input: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    client.exec(command, (error, channel) => {
      if (error) return reject(lost(error))
      const out: Buffer[] = []
      const err: Buffer[] = []
      const timer = setTimeout(() => {
        channel.destroy()
        reject(lost(new Error('no answer')))
      }, PATIENCE)
      let code = 1
      channel.on('data', (piece: Buffer) => out.push(piece))
      channel.stderr.on('data', (piece: Buffer) => err.push(piece))
      channel.on('exit', (status: number | null) => {
        code = status ?? 1
      })
      channel.on('close', () => {
        clearTimeout(timer)
        resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() })
      })
      channel.end(input)
    })
  })
}

/** What we run holds nothing that a shell could take for its own; quoted all the same. */
const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`

const wrongKey = ({ host }: Target, shown: string): DomainError =>
  new DomainError(
    'ssh-host-key',
    `${host} shows another host key than the pinned one: ${shown}`,
    'Find out why before you go on: this may be another machine. If the key was changed on purpose, connect again with --host-key.',
  )
const refused = ({ host, port, user }: Target, error: Error): DomainError =>
  new DomainError(
    'ssh-refused',
    `SSH to ${user}@${host} port ${port} does not succeed: ${error.message}`,
    'See that the machine is up, the user exists, and the key in --key-file may sign in as that user.',
    error,
  )
const lost = (error: Error): DomainError =>
  new DomainError(
    'firewall-unreachable',
    `The firewall did not answer over SSH: ${error.message}`,
    'See that the machine is reachable; Ringfence tries again by itself.',
    error,
  )
