import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { channels } from '../../src/adapters/notify/index.ts'
import { createOutgoing } from '../../src/adapters/system/outgoing.ts'
import type { Letter } from '../../src/core/notices/index.ts'
import { type MailServer, type MailServerOptions, ownCertificate, startMailServer } from '../support/smtp.ts'

const user = { user: 'alerts', secret: 'copper lantern' }
const users = { alerts: 'copper lantern' }
const pinned = { fingerprint: ownCertificate().fingerprint }

let server: MailServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

const start = async (options: MailServerOptions = {}): Promise<MailServer> => {
  server = await startMailServer(options)
  return server
}

const open = (settings: Record<string, unknown>) => {
  const [smtp] = channels(createOutgoing([]))
  if (smtp?.kind !== 'smtp') throw new Error('there is no smtp')
  const whole = {
    host: 'localhost',
    port: server?.port,
    tls: 'starttls',
    from: 'alerts@example.com',
    trusted: true,
    ...settings,
  }
  return smtp.open(smtp.parse(whole))
}

const reason = (settings: Record<string, unknown>) =>
  open(settings)
    .check()
    .then(
      () => 'connected',
      (error) => `${error.code}: ${error.message}. ${error.remedy}`,
    )

const letter: Letter = {
  customer: 'default',
  site: 'main',
  id: 'notice-7',
  incident: 'incident-1',
  stage: 'first-hour',
  severity: 'critical',
  to: 'ada@example.com',
  subject: 'Phone breach – Zürich',
  text: 'Somebody <calls> Somalia.\n\nÜber 200 calls.',
  acknowledge: 'https://ringfence.example.com/acknowledge#abc',
  at: Date.parse('2026-03-06T21:40:00Z'),
}

describe('trying a mail server', () => {
  it.each(['starttls', 'tls'] as const)(
    'signs in over %s, asks for the sender, and sends nothing',
    async (tls) => {
      const { mails } = await start({ tls, users, senders: ['alerts@example.com'] })
      const report = await open({ tls, ...user, ...pinned }).check()
      expect(report.product).toBe(`SMTP server localhost port ${server?.port}`)
      expect(report.capabilities[0]?.how).toMatch(
        /mail from alerts@example.com, encrypted .*, signed in as alerts/,
      )
      expect(mails).toEqual([])
    },
  )

  it('takes one without encryption only when asked to', async () => {
    await start({ tls: 'none', users })
    expect(await reason({ tls: 'starttls', ...user })).toMatch(/^smtp-starttls-missing: .* --tls none/)
    expect(await reason({ tls: 'none', ...user })).toBe('connected')
  })

  it('says that the password is wrong', async () => {
    await start({ users })
    const said = await reason({ ...user, secret: 'wrong secret', ...pinned })
    expect(said).toMatch(
      /^smtp-login-refused: localhost port \d+ refused the user alerts with this password: 535/,
    )
    expect(said).not.toContain('wrong secret')
  })

  it('says that nothing listens', async () => {
    await start()
    const port = server?.port
    await server?.close()
    server = undefined
    expect(await reason({ port })).toMatch(/^smtp-port-closed: Nothing listens on localhost port/)
  })

  it('says which way round TLS is wrong', async () => {
    await start({ tls: 'tls' })
    expect(await reason({ tls: 'starttls' })).toMatch(/^smtp-tls-wanted: .*Use --tls tls/)
    await server?.close()
    await start({ tls: 'starttls' })
    expect(await reason({ tls: 'tls' })).toMatch(/^smtp-tls-not-spoken: .*Use --tls starttls/)
  })

  it.each(['starttls', 'tls'] as const)(
    'does not trust a certificate nobody signed over %s, and tells its fingerprint',
    async (tls) => {
      await start({ tls })
      expect(await reason({ tls })).toMatch(/^smtp-certificate-untrusted: /)
      expect(await reason({ tls, fingerprint: pinned.fingerprint.replace(/^../, '00') })).toContain(
        `seen from here: ${pinned.fingerprint}`,
      )
      expect(await reason({ tls, ...pinned })).toBe('connected')
    },
  )

  it.each([false, true])(
    'says that the sender is refused, also when the server says so late (%s)',
    async (late) => {
      await start({ users, senders: ['other@example.com'], late })
      expect(await reason({ ...user, ...pinned })).toMatch(
        /^smtp-sender-refused: .* does not take mail from alerts@example.com: 55\d/,
      )
    },
  )

  it('says that somebody must sign in', async () => {
    await start({ users })
    expect(await reason(pinned)).toMatch(/^smtp-login-wanted: .* 530.* Give --user and --secret-file/)
  })

  it('says that it is no mail server', async () => {
    const silent = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    expect(await reason({ port, tls: 'none' })).toMatch(/^smtp-(unreachable|refused): /)
    silent.close()
  })

  it('goes to a private address only for who sits at the machine', async () => {
    await start()
    expect(await reason({ trusted: false, ...pinned })).toMatch(
      /^outgoing-refused: .*RINGFENCE_OUTGOING_HOSTS/,
    )
  })
})

describe('a letter by mail', () => {
  it('comes as text and as HTML, with the same Message-ID each time, in the thread of its incident', async () => {
    const { mails } = await start({ users })
    const { notifier } = open({ ...user, ...pinned })
    expect(await notifier.send(letter)).toMatchObject({ ok: true })
    expect(await notifier.send(letter)).toMatchObject({ ok: true })
    const [one, two] = mails
    expect(one).toMatchObject({
      from: 'alerts@example.com',
      to: ['ada@example.com'],
      user: 'alerts',
      encrypted: true,
    })
    expect(one?.header('message-id')).toBe('<notice-7@example.com>')
    expect(two?.header('message-id')).toBe(one?.header('message-id'))
    expect(one?.header('references')).toBe('<incident.incident-1@example.com>')
    expect(one?.header('auto-submitted')).toBe('auto-generated')
    expect(one?.raw).toContain('Somebody &#60;calls&#62; Somalia.')
    expect(one?.raw).toContain('https://ringfence.example.com/acknowledge#abc')
  })

  it('has no header that its words could add', async () => {
    const { mails } = await start()
    const { notifier } = open(pinned)
    const subject = 'Breach\r\nBcc: everybody@example.com\r\n\r\nBody'
    expect(await notifier.send({ ...letter, subject, id: 'a\r\nX-Evil: 1' })).toMatchObject({ ok: true })
    expect(mails[0]?.header('bcc')).toBe('')
    expect(mails[0]?.header('x-evil')).toBe('')
    expect(mails[0]?.to).toEqual(['ada@example.com'])
    for (const to of [
      'ada@example.com\r\nRCPT TO:<eve@example.com>',
      'ada@example.com, eve@example.com',
      'a b@c.d',
    ])
      expect(await notifier.send({ ...letter, to })).toMatchObject({ ok: false, final: true })
    expect(mails).toHaveLength(1)
  })

  it('that bounces is final; one that is put off, and one whose server is away, are not', async () => {
    await start({ recipient: (to) => (to.startsWith('gone') ? 550 : to.startsWith('busy') ? 450 : null) })
    const { notifier } = open(pinned)
    expect(await notifier.send({ ...letter, to: 'gone@example.com' })).toMatchObject({
      ok: false,
      final: true,
    })
    expect(await notifier.send({ ...letter, to: 'busy@example.com' })).toMatchObject({
      ok: false,
      final: false,
    })
    await server?.close()
    server = undefined
    expect(await notifier.send(letter)).toMatchObject({ ok: false, final: false })
  })
})
