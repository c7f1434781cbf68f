import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { HookUrl, httpChannel, json, Name } from './http.ts'
import type { ChannelVendor, Way } from './kit.ts'

const Settings = z.strictObject({
  name: Name,
  url: HookUrl,
  /** Shared with the receiver, who checks each request by it. */
  secret: z.string().min(16).max(200),
})

/**
 * JSON to an address of the customer's. `Ringfence-Signature: v1=<hex>` is HMAC-SHA-256 over `<Ringfence-Timestamp>.<body>`; a
 * receiver refuses what is older than five minutes, and drops an `Idempotency-Key` it has seen.
 */
export const webhook = (way: Way): ChannelVendor => ({
  kind: 'webhook',
  parse: (settings) => Settings.parse(settings),
  open(raw) {
    const settings = Settings.parse(raw)
    return httpChannel(way, settings, 'JSON, signed with HMAC-SHA-256', (letter) => {
      const { at, to: _to, ...rest } = letter
      const { headers, body } = json({ ...rest, at: new Date(at).toISOString() })
      // Of this attempt: a repetition an hour later is not a replay.
      const timestamp = String(Math.floor(Date.now() / 1000))
      return {
        headers: {
          ...headers,
          'idempotency-key': letter.id,
          'ringfence-timestamp': timestamp,
          'ringfence-signature': `v1=${createHmac('sha256', settings.secret).update(`${timestamp}.${body}`).digest('hex')}`,
        },
        body,
      }
    })
  },
})
