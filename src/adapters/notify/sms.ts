import { z } from 'zod'
import type { Letter } from '#core/notices'
import { HookUrl, httpChannel, json, Name } from './http.ts'
import type { ChannelVendor, Way } from './kit.ts'

const Number164 = z.string().regex(/^\+\d{6,15}$/, 'must be an international number, like +12025550123')
const common = { name: Name, secret: z.string().min(1).max(500) }

const Settings = z.discriminatedUnion('provider', [
  z.strictObject({
    provider: z.literal('twilio'),
    ...common,
    account: z.string().regex(/^AC[0-9a-f]{32}$/, 'must be an account SID: AC and 32 digits'),
    from: Number164,
    url: HookUrl.default('https://api.twilio.com'),
  }),
  z.strictObject({
    provider: z.literal('generic'),
    ...common,
    url: HookUrl,
    from: z.string().max(30).default(''),
  }),
])

/** Two or three parts of a message: what, and where to say that it was read. The rest is in the mail. */
const LONGEST = 300
const shortText = ({ subject, acknowledge }: Letter): string =>
  acknowledge === '' ? subject.slice(0, LONGEST) : `${subject.slice(0, LONGEST)} ${acknowledge}`

/** Text messages through a provider, not through a phone of the site: Twilio's API, or one that takes {to, from, text}. */
export const sms = (way: Way): ChannelVendor => ({
  kind: 'sms',
  parse: (settings) => Settings.parse(settings),
  open(raw) {
    const settings = Settings.parse(raw)
    const { secret, from, provider } = settings
    const url =
      provider === 'twilio'
        ? `${settings.url.replace(/\/$/, '')}/2010-04-01/Accounts/${settings.account}/Messages.json`
        : settings.url
    return httpChannel(way, { ...settings, url }, `text messages through ${provider}`, (letter) => {
      const { to, id } = letter
      if (!Number164.safeParse(to).success)
        return { refused: 'The number of the recipient is not an international number.' }
      const text = shortText(letter)
      if (provider === 'generic')
        return json({ to, from, text, id }, { authorization: `Bearer ${secret}`, 'idempotency-key': id })
      return {
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          authorization: `Basic ${Buffer.from(`${settings.account}:${secret}`).toString('base64')}`,
          'idempotency-key': id,
        },
        body: new URLSearchParams({ To: to, From: from, Body: text }).toString(),
      }
    })
  },
})
