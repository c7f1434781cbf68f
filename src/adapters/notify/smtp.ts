import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import { DomainError } from '#core/kernel'
import type { Delivery, Letter } from '#core/notices'
import { type ChannelVendor, reportOf, type Way } from './kit.ts'
import { mailHtml } from './mail-html.ts'
import { asDomainError } from './smtp-refusal.ts'
import { openSmtp } from './smtp-session.ts'
import { MailAddress, SmtpSettings } from './smtp-settings.ts'

const encryption = {
  tls: 'encrypted from the first byte',
  starttls: 'encrypted with STARTTLS',
  none: 'NOT encrypted',
} as const

/** Mail through a server of the customer's. A conversation for each letter: they are few, and none waits for another. */
export const smtp = (way: Way): ChannelVendor => ({
  kind: 'smtp',
  parse: (settings) => SmtpSettings.parse(settings),
  open(raw) {
    const settings = SmtpSettings.parse(raw)
    const open = async () => openSmtp(settings, await way.addressOf(settings.host, settings.trusted))
    return {
      label: { name: `Mail from ${settings.from}`, where: `${settings.host} port ${settings.port}` },
      notifier: { send: (letter) => sendMail(letter, settings, open) },
      async check() {
        const session = await open()
        try {
          await session.probeSender()
          return reportOf(
            `SMTP server ${settings.host} port ${settings.port}`,
            `mail from ${settings.from}, ${encryption[settings.tls]}${
              settings.user === undefined ? ', without signing in' : `, signed in as ${settings.user}`
            }`,
          )
        } finally {
          session.end()
        }
      },
      close: async () => undefined,
    }
  },
})

async function sendMail(
  letter: Letter,
  settings: SmtpSettings,
  open: () => ReturnType<typeof openSmtp>,
): Promise<Delivery> {
  if (!MailAddress.safeParse(letter.to).success)
    return { ok: false, final: true, reason: 'The address of the recipient is no mail address.' }
  try {
    const message = await composed(letter, settings)
    const session = await open()
    try {
      const { response } = await session.send(letter.to, message)
      return { ok: true, receipt: response.slice(0, 200) }
    } finally {
      session.end()
    }
  } catch (error) {
    return failed(error as Error & { responseCode?: number; command?: string }, settings)
  }
}

/** The same letter gives the same Message-ID: a repetition is dropped by mailboxes that look. */
function composed(letter: Letter, { from }: SmtpSettings): Promise<Buffer> {
  const domain = from.slice(from.indexOf('@') + 1)
  const thread = `<incident.${safe(letter.incident)}@${domain}>`
  const mail = new MailComposer({
    from: { name: 'Ringfence', address: from },
    to: { name: '', address: letter.to },
    subject: oneLine(letter.subject),
    date: new Date(letter.at),
    messageId: `<${safe(letter.id)}@${domain}>`,
    references: thread,
    inReplyTo: thread,
    priority: letter.stage === 'first-hour' || letter.stage === 'escalation' ? 'high' : 'normal',
    headers: { 'Auto-Submitted': 'auto-generated' },
    text: letter.text + (letter.acknowledge === '' ? '' : `\n\nI have read this: ${letter.acknowledge}\n`),
    html: mailHtml(letter),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return mail.compile().build()
}

/** What is not safe in a Message-ID is not needed there: ids of ours pass as they are. */
const safe = (id: string): string =>
  /^[\w.-]+$/.test(id) ? id : createHash('sha256').update(id).digest('hex')
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 200)

/** A refused recipient is final; everything else may be mended: a password, a certificate, a server that is down. */
function failed(
  error: Error & { responseCode?: number; command?: string },
  settings: SmtpSettings,
): Delivery {
  const { responseCode = 0, command = '' } = error
  const final = responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA')
  const reason = error instanceof DomainError ? error : asDomainError(error, settings)
  return { ok: false, final, reason: reason.message }
}
