import { connect, type Socket } from 'node:net'
import { connect as connectTls, type PeerCertificate } from 'node:tls'
import { DomainError } from '#core/kernel'

export interface AmiAddress {
  readonly host: string
  readonly port: number
  readonly tls: boolean
  /** SHA-256 of the certificate (hex, colons or not): enough for one that nobody signed. */
  readonly fingerprint?: string | undefined
}

export interface AmiLogin extends AmiAddress {
  readonly user: string
  readonly secret: string
  /** Tried when that one is refused. */
  readonly otherSecret?: string | undefined
  /** Classes of events to be told of; 'off' for none. */
  readonly events: string
  /** Log files of the PBX that may tell why it refused; it gives the same answer for every reason. */
  readonly logs?: readonly string[]
}

const PATIENCE_MS = 5000

/** Opens the socket, with TLS where wanted; every way to fail has its own words. */
export function openSocket(to: AmiAddress, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const pinned = to.fingerprint !== undefined
    const socket = to.tls
      ? connectTls({
          host: to.host,
          port: to.port,
          ...(/^[\d.:]+$/.test(to.host) ? {} : { servername: to.host }),
          rejectUnauthorized: !pinned,
        })
      : connect(to.port, to.host)
    const fail = (error: Error): void => {
      socket.destroy()
      reject(asDomainError(error, to))
    }
    const aborted = (): void => fail(new Error('stopped'))
    signal.addEventListener('abort', aborted, { once: true })
    const timer = setTimeout(
      () => fail(Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' })),
      PATIENCE_MS,
    )
    socket.once('error', fail)
    socket.once(to.tls ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', aborted)
      socket.off('error', fail)
      if (pinned && 'getPeerCertificate' in socket) {
        const seen = plainHex((socket.getPeerCertificate() as PeerCertificate).fingerprint256)
        if (seen !== plainHex(to.fingerprint ?? '')) {
          socket.destroy()
          return reject(untrusted(to, `it shows a certificate with the fingerprint ${seen}`))
        }
      }
      socket.setNoDelay(true)
      resolve(socket)
    })
    socket.once('close', () => clearTimeout(timer))
  })
}

/** Whether something there answers a TLS handshake: asked when a plain connection gets no greeting. */
export async function speaksTls(to: AmiAddress, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTls({ host: to.host, port: to.port, rejectUnauthorized: false })
    const settle = (yes: boolean): void => {
      socket.destroy()
      resolve(yes)
    }
    signal.addEventListener('abort', () => settle(false), { once: true })
    socket.setTimeout(1000, () => settle(false))
    socket.once('error', () => settle(false))
    socket.once('secureConnect', () => settle(true))
  })
}

export const tlsWanted = ({ host, port }: AmiAddress): DomainError =>
  new DomainError(
    'ami-tls-wanted',
    `${host} port ${port} speaks TLS, and the connection was made without`,
    'Add --ami-tls, or use the plain port of manager.conf.',
  )

const plainHex = (fingerprint: string): string => fingerprint.replace(/[^\da-f]/gi, '').toLowerCase()
const where = ({ host, port }: AmiAddress): string => `${host} port ${port}`

const untrusted = (to: AmiAddress, why: string): DomainError =>
  new DomainError(
    'ami-certificate-untrusted',
    `The certificate of ${where(to)} is not trusted: ${why}`,
    'Compare the fingerprint on the PBX (openssl x509 -fingerprint -sha256) and give it with --ami-fingerprint.',
  )

function asDomainError(error: Error & { code?: string }, to: AmiAddress): DomainError {
  const code = error.code ?? ''
  if (code === 'ECONNREFUSED')
    return new DomainError(
      'ami-port-closed',
      `Nothing listens on ${where(to)}`,
      'Look into manager.conf: enabled = yes, bindaddr and port; then "manager reload" on the PBX.',
      error,
    )
  if (to.tls && (/SSL|TLS|EPROTO/.test(code) || code === 'ECONNRESET') && !code.includes('CERT'))
    return new DomainError(
      'ami-tls-not-spoken',
      `${where(to)} does not speak TLS`,
      'Leave --ami-tls out, or use the port of tlsbindaddr in manager.conf (usually 5039).',
      error,
    )
  if (to.tls && /CERT|ALTNAME|SIGNATURE|ISSUER/.test(code)) return untrusted(to, error.message)
  return new DomainError(
    'ami-unreachable',
    `${where(to)} cannot be reached: ${error.message}`,
    'See that the address is right, and that no firewall between here and the PBX drops it.',
    error,
  )
}
