import { connect as connectTls, type TLSSocket } from 'node:tls'
import SMTPConnection, { type SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection'
import { DomainError } from '#core/kernel'
import { asDomainError, certificateUntrusted, senderRefused, tlsWanted } from './smtp-refusal.ts'
import type { SmtpSettings } from './smtp-settings.ts'

const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 5_000, socketTimeout: 30_000 }
const PROBE = 'X-SENDER'

/** One conversation with a mail server: greeted, encrypted as wanted, signed in. */
export interface SmtpSession {
  readonly greeting: string
  /** Asks whether our sender would be taken, and takes it back: nothing is sent. Throws `smtp-sender-refused`. */
  probeSender(): Promise<void>
  send(to: string, message: Buffer): Promise<SMTPConnectionSendInfo>
  end(): void
}

/** Throws the one reason why there is no conversation. */
export async function openSmtp(settings: SmtpSettings, address: string): Promise<SmtpSession> {
  const { host, tls, user, secret, fingerprint, from } = settings
  const connection = new SMTPConnection({
    host: address,
    port: settings.port,
    secure: tls === 'tls',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    name: 'ringfence.invalid',
    tls: { rejectUnauthorized: fingerprint === undefined },
    ...(/^[\d.:[\]]+$/.test(host) ? {} : { servername: host }),
    ...PATIENCE,
    customAuth: {
      // The library's own way to put commands of one's own: after the login the same session asks for the sender.
      [PROBE]: async ({ sendCommand }) => {
        const sender = await sendCommand(`MAIL FROM:<${from}>`)
        const recipient = await sendCommand(`RCPT TO:<${from}>`)
        await sendCommand('RSET')
        if (sender.status >= 500) refused = sender.response
        else if (recipient.status >= 500 && isOfSender(recipient.response)) refused = recipient.response
      },
    },
  })
  let refused = ''
  /** Errors come by the callback, or by the event, or by both. */
  const step = <T>(work: (done: (error?: Error | null, result?: T) => void) => void): Promise<T> =>
    new Promise((resolve, reject) => {
      connection.once('error', reject)
      work((error, result) => {
        connection.off('error', reject)
        if (error) reject(error)
        else resolve(result as T)
      })
    })
  connection.on('error', () => undefined)
  try {
    await step((done) => connection.connect(done))
    if (fingerprint !== undefined) pin(settings, connection._socket as TLSSocket, fingerprint)
    if (user !== undefined) await step((done) => connection.login({ user, pass: secret }, done))
  } catch (error) {
    connection.close()
    throw await reasonOf(error as Error, settings, address)
  }
  return {
    greeting: connection.lastServerResponse || '',
    probeSender: async () => {
      await step((done) => connection.login({ method: PROBE }, done)).catch((error: Error) => {
        throw asDomainError(error, settings)
      })
      if (refused !== '') throw senderRefused(settings, refused)
    },
    send: (to, message) => step((done) => connection.send({ from, to }, message, done)),
    end: () => connection.quit(),
  }
}

/** Some servers look at the sender only when they hear of a recipient; that our own address has no mailbox says nothing. */
const isOfSender = (response: string): boolean => /^553|5\.7\.\d|sender/i.test(response)

function pin(settings: SmtpSettings, socket: TLSSocket, fingerprint: string): void {
  const seen = socket.getPeerCertificate?.().fingerprint256 ?? 'none, it is not encrypted'
  if (plainHex(seen) !== plainHex(fingerprint))
    throw certificateUntrusted(settings, `it shows a certificate with the fingerprint ${seen}`, seen)
}

const plainHex = (text: string): string => text.replace(/[^\da-f]/gi, '').toLowerCase()

/** What the error alone does not say is asked of the server. */
async function reasonOf(error: Error, settings: SmtpSettings, address: string): Promise<DomainError> {
  if (error instanceof DomainError) return error
  const { code, timeoutType } = error as { code?: string; timeoutType?: string }
  if (settings.tls !== 'tls' && (timeoutType === 'GREETING_TIMEOUT' || code === 'EPROTOCOL')) {
    const seen = await certificateOf(settings, address)
    if (seen !== null) return tlsWanted(settings)
  }
  const reason = asDomainError(error, settings)
  if (reason.code !== 'smtp-certificate-untrusted' || settings.tls !== 'tls') return reason
  return certificateUntrusted(settings, error.message, (await certificateOf(settings, address)) ?? '')
}

/** The fingerprint of what answers a TLS handshake there; null when nothing does. */
function certificateOf({ port }: SmtpSettings, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connectTls({ host, port, rejectUnauthorized: false })
    const settle = (seen: string | null): void => {
      socket.destroy()
      resolve(seen)
    }
    socket.setTimeout(3000, () => settle(null))
    socket.once('error', () => settle(null))
    socket.once('secureConnect', () => settle(socket.getPeerCertificate().fingerprint256 ?? ''))
  })
}
