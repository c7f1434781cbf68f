import { z } from 'zod'
import { DomainError } from '#core/kernel'
import type { Delivery, Letter } from '#core/notices'
import { type Channel, reportOf, type Way } from './kit.ts'

// What all channels over HTTP share: one address, one post, and what an answer means.

/** Only https, except where the configuration allows a host inside the network anyway. */
export const HookUrl = z
  .string()
  .max(2000)
  .refine(
    (text) => /^https?:$/.test(parsed(text)?.protocol ?? ''),
    'must be an address that begins with https://',
  )
  .refine((text) => !parsed(text)?.username, 'must not hold a user: name it beside')

const parsed = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null)
export const Name = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^\P{Cc}*$/u)

export interface HttpRequest {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A channel that posts one request for each letter. `write` may depend on nothing but the letter and the settings. */
export function httpChannel(
  way: Way,
  { name, url }: { readonly name: string; readonly url: string },
  how: string,
  write: (letter: Letter) => HttpRequest | { readonly refused: string },
): Channel {
  const to = new URL(url)
  return {
    label: { name, where: to.host },
    notifier: {
      async send(letter) {
        const request = write(letter)
        if ('refused' in request) return { ok: false, final: true, reason: request.refused }
        try {
          return meaning(to.host, await way.post({ url, ...request }))
        } catch (error) {
          if (!(error instanceof DomainError)) throw error
          return { ok: false, final: error.code === 'outgoing-refused', reason: error.message }
        }
      },
    },
    async check() {
      await way.addressOf(to.hostname)
      return reportOf(to.host, how)
    },
    close: async () => undefined,
  }
}

/** 2xx was taken; too busy, broken and too slow are tried again; everything else would be refused again. */
function meaning(host: string, { status, headers }: Awaited<ReturnType<Way['post']>>): Delivery {
  if (status >= 200 && status < 300) return { ok: true, receipt: `${host} answered ${status}` }
  const again = status === 408 || status === 425 || status === 429 || status >= 500
  const told = status >= 300 && status < 400 ? ': it points elsewhere, and no redirect is followed' : ''
  return {
    ok: false,
    final: !again,
    reason: `${host} answered ${status}${told}`,
    retryAfterMs: waitOf(headers['retry-after']),
  }
}

/** Retry-After, RFC 9110 10.2.3: seconds or a date. */
function waitOf(header: string | string[] | undefined): number | undefined {
  if (typeof header !== 'string') return undefined
  if (/^\d{1,6}$/.test(header)) return Number(header) * 1000
  const until = Date.parse(header)
  return Number.isNaN(until) ? undefined : Math.max(0, until - Date.now())
}

export const json = (value: unknown, headers: Readonly<Record<string, string>> = {}): HttpRequest => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
})
