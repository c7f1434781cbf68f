import { Secret, TOTP } from 'otpauth'
import type { Authenticator } from '#core/access'

const issuer = 'Ringfence'

/** RFC 6238 with the parameters every app assumes. */
const totp = (secret: Secret, label = '') =>
  new TOTP({ issuer, label, secret, algorithm: 'SHA1', digits: 6, period: 30 })

export function totpAuthenticator(): Authenticator {
  return {
    async enrol(email) {
      const { toString: toQr } = await import('qrcode')
      const secret = new Secret({ size: 20 })
      const otpauthUrl = totp(secret, email).toString()
      return { otpauthUrl, secret: secret.base32, qr: await toQr(otpauthUrl, { type: 'svg', margin: 1 }) }
    },
    stepOf(secret, code, now) {
      if (!/^\d{6}$/.test(code)) return null
      const clock = totp(Secret.fromBase32(secret))
      const delta = clock.validate({ token: code, timestamp: now, window: 1 })
      return delta === null ? null : clock.counter({ timestamp: now }) + delta
    },
  }
}
