import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Passkey, PasskeyChecker } from '#core/access'

type Transports = Parameters<typeof generateAuthenticationOptions>[0]['allowCredentials'] extends
  | (infer One)[]
  | undefined
  ? One extends { transports?: infer T }
    ? T
    : never
  : never

const named = ({ id, transports }: Passkey) => ({ id, transports: [...transports] as Transports })

/** What an answer is worth: nothing, when the library throws. It throws for everything that does not fit. */
async function worth<T>(work: () => Promise<T | null>): Promise<T | null> {
  try {
    return await work()
  } catch {
    return null
  }
}

export function webauthnPasskeys(): PasskeyChecker {
  return {
    async creation(person, { host }, known) {
      const options = await generateRegistrationOptions({
        rpName: 'Ringfence',
        rpID: host,
        userID: new TextEncoder().encode(person.id),
        userName: person.email,
        userDisplayName: person.name,
        attestationType: 'none',
        excludeCredentials: known.filter((passkey) => passkey.host === host).map(named),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      })
      return { options, challenge: options.challenge }
    },

    created: (answer, { origin, host }, challenge) =>
      worth(async () => {
        const { verified, registrationInfo } = await verifyRegistrationResponse({
          response: answer as never,
          expectedChallenge: challenge,
          expectedOrigin: origin,
          expectedRPID: host,
          requireUserVerification: true,
        })
        if (!verified || !registrationInfo) return null
        const { id, publicKey, counter, transports = [] } = registrationInfo.credential
        return { id, host, publicKey, counter, transports }
      }),

    async question({ host }, known) {
      const here = known.filter((passkey) => passkey.host === host)
      const options = await generateAuthenticationOptions({
        rpID: host,
        userVerification: 'required',
        allowCredentials: here.map(named),
      })
      return { options, challenge: options.challenge }
    },

    answered: (answer, { origin }, challenge, passkey) =>
      worth(async () => {
        const { verified, authenticationInfo } = await verifyAuthenticationResponse({
          response: answer as never,
          expectedChallenge: challenge,
          expectedOrigin: origin,
          expectedRPID: passkey.host,
          requireUserVerification: true,
          credential: {
            id: passkey.id,
            publicKey: new Uint8Array(passkey.publicKey),
            counter: passkey.counter,
          },
        })
        return verified ? authenticationInfo.newCounter : null
      }),
  }
}
