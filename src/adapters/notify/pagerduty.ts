import { z } from 'zod'
import type { Letter } from '#core/notices'
import { HookUrl, httpChannel, json, Name } from './http.ts'
import type { ChannelVendor, Way } from './kit.ts'

const Settings = z.strictObject({
  name: Name,
  /** Integration key of a service, Events API v2. */
  routingSecret: z.string().regex(/^[A-Za-z0-9]{32}$/, 'must be an integration key: 32 letters and digits'),
  url: HookUrl.default('https://events.pagerduty.com/v2/enqueue'),
})

const severity = { critical: 'critical', high: 'error', medium: 'warning', low: 'info' } as const

/** One alert there for one incident here: the same key opens, updates and resolves it, however often it is sent. */
const eventOf = (letter: Letter, routingKey: string): unknown => ({
  routing_key: routingKey,
  event_action: letter.stage === 'closure' ? 'resolve' : 'trigger',
  dedup_key: letter.incident.slice(0, 255),
  payload: {
    summary: letter.subject.slice(0, 1024),
    source: `${letter.customer}/${letter.site}`,
    severity: severity[letter.severity],
    timestamp: new Date(letter.at).toISOString(),
    class: letter.stage,
    custom_details: { text: letter.text.slice(0, 20_000), notice: letter.id },
  },
  ...(letter.acknowledge === '' ? {} : { links: [{ href: letter.acknowledge, text: 'I have read this' }] }),
})

/** PagerDuty, Events API v2. */
export const pagerduty = (way: Way): ChannelVendor => ({
  kind: 'pagerduty',
  parse: (settings) => Settings.parse(settings),
  open(raw) {
    const settings = Settings.parse(raw)
    return httpChannel(way, settings, 'an alert by Events API v2', (letter) =>
      json(eventOf(letter, settings.routingSecret)),
    )
  },
})
