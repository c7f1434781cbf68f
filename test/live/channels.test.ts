import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Letter } from '../../src/core/notices/index.ts'
import { type Receiver, startReceiver } from '../support/receiver.ts'
import { channel } from '../support/telling.ts'

// What each kind of channel puts on the wire, at a real receiver.

const letter: Letter = {
  customer: 'default',
  site: 'main',
  id: 'notice-7',
  incident: 'incident-1',
  stage: 'first-hour',
  severity: 'critical',
  to: '+12025550123',
  subject: 'Phone breach at <Main> & sons',
  text: 'Began: *now*\n\n[click](https://evil.example.com) <!channel>',
  acknowledge: 'https://ringfence.example.com/acknowledge#abc',
  at: Date.parse('2026-03-06T21:40:00Z'),
}

let receiver: Receiver
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(() => receiver.close())

const sent = async (kind: string, settings: object, given: Partial<Letter> = {}) => {
  const made = channel('one', kind, { name: 'One', ...settings })
  const delivery = await made.notifier.send({ ...letter, ...given })
  expect(delivery).toMatchObject({ ok: true })
  const [taken] = receiver.taken.slice(-1)
  if (!taken) throw new Error('nothing came')
  return taken
}

describe('a channel', () => {
  it('to Slack escapes what would be markup, mention or link, and has a button', async () => {
    const { body } = await sent('slack', { url: `${receiver.url}/services/T0/B0/secret` })
    const message = JSON.parse(body)
    expect(message.text).toBe('Phone breach at &lt;Main&gt; &amp; sons')
    expect(JSON.stringify(message)).not.toContain('<!channel>')
    expect(message.blocks.at(-1).elements[0].url).toBe(letter.acknowledge)
  })

  it('to Teams is a card in which nothing is Markdown', async () => {
    const { body } = await sent('teams', { url: `${receiver.url}/hook` })
    const { contentType, content } = JSON.parse(body).attachments[0]
    expect(contentType).toBe('application/vnd.microsoft.card.adaptive')
    const text = content.body.map((block: { text: string }) => block.text).join('\n')
    expect(text).toContain('Began: \\*now\\*')
    expect(text).toContain('\\[click\\]\\(https://evil.example.com\\)')
    expect(content.actions[0].url).toBe(letter.acknowledge)
  })

  it('to PagerDuty opens one alert for one incident, and resolves it when it is closed', async () => {
    const key = 'a'.repeat(32)
    const settings = { url: `${receiver.url}/v2/enqueue`, routingSecret: key }
    const opened = JSON.parse((await sent('pagerduty', settings)).body)
    expect(opened).toMatchObject({ routing_key: key, event_action: 'trigger', dedup_key: 'incident-1' })
    expect(opened.payload).toMatchObject({ severity: 'critical', source: 'default/main' })
    expect(opened.payload.timestamp).toBe('2026-03-06T21:40:00.000Z')
    const closed = JSON.parse((await sent('pagerduty', settings, { stage: 'closure' })).body)
    expect(closed).toMatchObject({ event_action: 'resolve', dedup_key: 'incident-1' })
  })

  it('of text messages speaks as Twilio does', async () => {
    const account = `AC${'0'.repeat(32)}`
    const settings = { provider: 'twilio', account, secret: 'token', from: '+12025550100', url: receiver.url }
    const { path, headers, body } = await sent('sms', settings)
    expect(path).toBe(`/2010-04-01/Accounts/${account}/Messages.json`)
    expect(headers.authorization).toBe(`Basic ${Buffer.from(`${account}:token`).toString('base64')}`)
    const form = new URLSearchParams(body)
    expect([form.get('To'), form.get('From')]).toEqual(['+12025550123', '+12025550100'])
    expect(form.get('Body')).toBe(`${letter.subject} ${letter.acknowledge}`)
  })

  it('of text messages speaks to any provider, and only to numbers', async () => {
    const settings = { name: 'One', provider: 'generic', secret: 'token', url: receiver.url }
    const { headers, body } = await sent('sms', settings)
    expect([headers.authorization, headers['idempotency-key']]).toEqual(['Bearer token', 'notice-7'])
    expect(JSON.parse(body)).toMatchObject({ to: '+12025550123', id: 'notice-7' })
    const { notifier } = channel('one', 'sms', settings)
    for (const to of ['', '1004', 'ada@example.com', '+1202555\r\nX: y'])
      expect(await notifier.send({ ...letter, to })).toMatchObject({ ok: false, final: true })
    expect(receiver.taken).toHaveLength(1)
  })

  it.each([
    ['webhook', { url: 'ftp://example.com', secret: 'x'.repeat(16) }],
    ['webhook', { url: 'https://user:word@example.com', secret: 'x'.repeat(16) }],
    ['webhook', { url: 'https://example.com', secret: 'short' }],
    ['slack', { url: 'javascript:alert(1)' }],
    ['pagerduty', { routingSecret: 'not a key' }],
    ['smtp', { host: 'a/b', from: 'alerts@example.com' }],
    ['smtp', { host: 'example.com', from: 'alerts@example.com\r\nBcc: x@example.com' }],
    ['smtp', { host: 'example.com', from: 'alerts@example.com', user: 'without a secret' }],
  ])('%s with settings that cannot be is refused: %j', (kind, settings) => {
    expect(() => channel('one', kind, kind === 'smtp' ? settings : { name: 'One', ...settings })).toThrow()
  })
})
