import type { Reply } from './model.ts'
import type { Wire } from './ports.ts'
import { header } from './sip.ts'

/** The header that answers a challenge (RFC 7616, 8760); null: it was none. Several algorithms offered: the strongest. */
export function credentialsFor(
  wire: Wire,
  challenge: Reply,
  method: string,
  uri: string,
  user: string,
  secret: string,
): string | null {
  const proxy = challenge.status === 407
  const offers = challenge.headers.get(proxy ? 'proxy-authenticate' : 'www-authenticate') ?? []
  const offer = offers.find((each) => /algorithm="?SHA-256/i.test(each)) ?? offers[0]
  if (offer === undefined || !/^Digest /i.test(offer)) return null
  const of = (name: string): string => new RegExp(`\\b${name}="?([^",]*)`, 'i').exec(offer)?.[1] ?? ''
  const algorithm = /SHA-256/i.test(of('algorithm')) ? 'SHA-256' : 'MD5'
  const hash = (text: string): string => wire.hash(algorithm, text)
  const [realm, nonce, opaque] = [of('realm'), of('nonce'), of('opaque')]
  const qop = /auth/.test(of('qop')) ? 'auth' : ''
  const cnonce = wire.random(12)
  const [a1, a2] = [hash(`${user}:${realm}:${secret}`), hash(`${method}:${uri}`)]
  const response = hash(qop === '' ? `${a1}:${nonce}:${a2}` : `${a1}:${nonce}:00000001:${cnonce}:auth:${a2}`)
  const parts = [
    `username="${user}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${uri}"`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
    ...(qop === '' ? [] : ['qop=auth', 'nc=00000001', `cnonce="${cnonce}"`]),
    ...(opaque === '' ? [] : [`opaque="${opaque}"`]),
  ]
  return `${proxy ? 'Proxy-Authorization' : 'Authorization'}: Digest ${parts.join(', ')}`
}

export const isChallenge = (reply: Reply): boolean =>
  (reply.status === 401 || reply.status === 407) &&
  (header(reply, 'www-authenticate') || header(reply, 'proxy-authenticate')) !== ''
