import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'

export interface Received {
  readonly from: string
  readonly to: readonly string[]
  readonly user: string
  readonly encrypted: boolean
  /** The message as it came over the wire. */
  readonly raw: string
  header(name: string): string
}

export interface MailServerOptions {
  readonly tls?: 'starttls' | 'tls' | 'none'
  readonly port?: number
  readonly users?: Readonly<Record<string, string>>
  /** Senders it takes; every one when not given. */
  readonly senders?: readonly string[]
  /** As Postfix does: what is wrong with the sender is said of the recipient. */
  readonly late?: boolean
  /** What it answers to a recipient: a reply code, 250 when null. */
  readonly recipient?: (address: string) => number | null
  /** Called when a message is whole, before it is answered. */
  readonly onMessage?: (mail: Received) => Promise<void> | void
}

export interface MailServer {
  readonly port: number
  readonly fingerprint: string
  readonly mails: Received[]
  close(): Promise<void>
}

let made: { key: string; cert: string; fingerprint: string } | undefined

/** A certificate of our own for `localhost`, which nobody signed. */
export function ownCertificate(): { key: string; cert: string; fingerprint: string } {
  if (made) return made
  const folder = mkdtempSync(join(tmpdir(), 'ringfence-cert-'))
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  const run = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  run('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject, '-keyout', key, '-out', cert)
  const print = run('x509', '-in', cert, '-noout', '-fingerprint', '-sha256').toString()
  made = {
    key: readFileSync(key, 'utf8'),
    cert: readFileSync(cert, 'utf8'),
    fingerprint: print.split('=')[1]?.trim() ?? '',
  }
  return made
}

/** A real mail server on 127.0.0.1 that keeps what it takes. */
export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const { tls = 'starttls', users, senders, recipient = () => null, late = false } = options
  const { key, cert, fingerprint } = ownCertificate()
  const mails: Received[] = []
  const refused = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code })
  const takes = (sender: string): boolean => !senders || senders.includes(sender)
  const server = new SMTPServer({
    key,
    cert,
    secure: tls === 'tls',
    authOptional: users === undefined,
    allowInsecureAuth: tls === 'none',
    disabledCommands: [...(tls === 'starttls' ? [] : ['STARTTLS']), ...(users ? [] : ['AUTH'])],
    logger: false,
    onAuth({ username = '', password }, _session, done) {
      if (users?.[username] === password) done(null, { user: username })
      else done(refused(535, 'Authentication credentials invalid'))
    },
    onMailFrom({ address }, _session, done) {
      if (late || takes(address)) done()
      else done(refused(550, '5.7.1 you may not send as this address'))
    },
    onRcptTo({ address }, session, done) {
      const sender = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
      if (!takes(sender)) return done(refused(553, '5.7.1 Sender address rejected: not owned by user'))
      const code = recipient(address)
      if (code === null) done()
      else done(refused(code, code >= 500 ? '5.1.1 no such mailbox' : '4.2.0 try again later'))
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString('utf8')
        const { mailFrom, rcptTo } = session.envelope
        const mail: Received = {
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          user: String(session.user ?? ''),
          encrypted: Boolean(session.secure),
          raw,
          header: (name) => headerOf(raw, name),
        }
        Promise.resolve(options.onMessage?.(mail))
          .then(() => {
            mails.push(mail)
            done()
          })
          .catch((error: Error) => done(error))
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  return {
    port: (server.server.address() as AddressInfo).port,
    fingerprint,
    mails,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** One header, its lines put together again; '' when there is none. */
function headerOf(raw: string, name: string): string {
  const head = raw.split('\r\n\r\n')[0]?.replace(/\r\n[ \t]+/g, ' ') ?? ''
  const line = head.split('\r\n').find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`))
  return line?.slice(name.length + 1).trim() ?? ''
}
