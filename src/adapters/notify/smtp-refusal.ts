import { DomainError, plainText } from '#core/kernel'
import type { SmtpSettings } from './smtp-settings.ts'

// Why a mail server does not take our mail: one reason each, in words, with what to do.

type At = Pick<SmtpSettings, 'host' | 'port' | 'tls' | 'user' | 'from'>

const where = ({ host, port }: At): string => `${host} port ${port}`
const said = (response: string): string => plainText(response).slice(0, 200)

export const tlsWanted = (at: At): DomainError =>
  new DomainError(
    'smtp-tls-wanted',
    `${where(at)} speaks TLS from the first byte, and the connection was made without`,
    'Use --tls tls, or the port for STARTTLS (usually 587).',
  )

export const certificateUntrusted = (at: At, why: string, fingerprint = ''): DomainError =>
  new DomainError(
    'smtp-certificate-untrusted',
    `The certificate of ${where(at)} is not trusted: ${why}`,
    `Compare its fingerprint on the server (openssl x509 -fingerprint -sha256) and give it with --fingerprint${
      fingerprint === '' ? '' : `; seen from here: ${fingerprint}`
    }.`,
  )

export const senderRefused = (at: At, response: string): DomainError =>
  response.startsWith('530') ? loginWanted(at, response) : senderUnwanted(at, response)

const loginWanted = (at: At, response: string): DomainError =>
  new DomainError(
    'smtp-login-wanted',
    `${where(at)} wants somebody to sign in before it takes mail: ${said(response)}`,
    'Give --user and --secret-file.',
  )

const senderUnwanted = (at: At, response: string): DomainError =>
  new DomainError(
    'smtp-sender-refused',
    `${where(at)} does not take mail from ${at.from}: ${said(response)}`,
    'Use a sender address that this user may send as.',
  )

interface MailError extends Error {
  readonly code?: string
  readonly originalCode?: string
  readonly response?: string
  readonly responseCode?: number
  readonly command?: string
  readonly timeoutType?: string
}

/** The first that fits is the reason. */
const reasons: readonly [
  fits: (error: MailError, at: At) => boolean,
  make: (error: MailError, at: At) => DomainError,
][] = [
  [
    ({ command = '', responseCode = 0 }) => command.startsWith('AUTH') && responseCode >= 500,
    ({ response = '' }, at) =>
      new DomainError(
        'smtp-login-refused',
        `${where(at)} refused the user ${at.user} with this password: ${said(response)}`,
        'Check both; some providers want a password made for programs.',
      ),
  ],
  [
    ({ originalCode }) => originalCode === 'ECONNREFUSED',
    (_error, at) =>
      new DomainError(
        'smtp-port-closed',
        `Nothing listens on ${where(at)}`,
        'Check host and port: 587 is usual for STARTTLS, 465 for TLS.',
      ),
  ],
  [
    ({ originalCode = '', message }) =>
      /CERT|ALTNAME|SELF_SIGNED|ISSUER|SIGNATURE/.test(originalCode) || /certificate/i.test(message),
    ({ message }, at) => certificateUntrusted(at, message),
  ],
  [
    ({ originalCode = '', code }, { tls }) =>
      tls === 'tls' && (/SSL|EPROTO|ECONNRESET/.test(originalCode) || code === 'ETLS'),
    (_error, at) =>
      new DomainError(
        'smtp-tls-not-spoken',
        `${where(at)} does not speak TLS from the first byte`,
        'Use --tls starttls, or the port for TLS (usually 465).',
      ),
  ],
  [
    ({ code, command }, { tls }) => tls === 'starttls' && (code === 'ETLS' || command === 'STARTTLS'),
    (_error, at) =>
      new DomainError(
        'smtp-starttls-missing',
        `${where(at)} does not offer STARTTLS`,
        'Use a port that does (usually 587), or --tls none where the way there is safe without.',
      ),
  ],
  [
    ({ command = '', responseCode = 0 }) => command === 'MAIL FROM' && responseCode >= 500,
    ({ response = '' }, at) => senderRefused(at, response),
  ],
]

export function asDomainError(error: MailError, at: At): DomainError {
  const reason = reasons.find(([fits]) => fits(error, at))
  if (reason) return reason[1](error, at)
  if (error.responseCode)
    return new DomainError(
      'smtp-refused',
      `${where(at)} refused: ${said(error.response ?? '')}`,
      'Read what the server says; its log has more.',
      error,
    )
  return new DomainError(
    'smtp-unreachable',
    `${where(at)} cannot be reached: ${said(error.message)}`,
    'See that the address is right, that it is a mail server, and that no firewall drops the way there.',
    error,
  )
}
