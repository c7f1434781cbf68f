import type { generateAuthenticationOptions } from '@simplewebauthn/server'
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
  // Loaded for a server and not for each command: it takes 0.4 s.
  const library = import('@simplewebauthn/server')
  return {
    async creation(person, { host }, known) {
      const { generateRegistrationOptions } = await library
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

    async created(answer, { origin, host }, challenge) {
      const { verifyRegistrationResponse } = await library
      return worth(async () => {
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
      })
    },

    async question({ host }, known) {
      const { generateAuthenticationOptions } = await library
      const here = known.filter((passkey) => passkey.host === host)
      const options = await generateAuthenticationOptions({
        rpID: host,
        userVerification: 'required',
        allowCredentials: here.map(named),
      })
      return { options, challenge: options.challenge }
    },

    async answered(answer, { origin }, challenge, passkey) {
      const { verifyAuthenticationResponse } = await library
      return worth(async () => {
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
      })
    },
  }
}
