import type { ClientAuth, Configuration } from 'openid-client'
import type { SsoProvider } from '#core/access'
import { DomainError } from '#core/kernel'
import { systemClock } from './clock.ts'

export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What people call it. */
  readonly name: string
  /** Values of `acr` by which the provider says that a second factor was shown. */
  readonly mfaAcr: readonly string[]
}

interface Kept {
  readonly verifier: string
  readonly state: string
  readonly nonce: string
  /** Seconds: signing in must not be older. */
  readonly since?: number
}

const SECONDS = 10
/** So far the provider's clock may be behind ours. */
const SKEW = 30
/** RFC 8176: several factors, or one that is several by itself. */
const MFA = new Set(['mfa', 'mca'])

/** An OpenID Connect provider, by its discovery document (OpenID Connect Discovery 1.0); asked for at first need. */
export function oidcProvider(settings: OidcSettings): SsoProvider {
  const library = import('openid-client')
  let found: Promise<Configuration> | undefined
  /** An answer that was not to be had is asked for again. */
  const provider = async (): Promise<Configuration> => {
    found ??= discover(settings)
    return found.catch((cause) => {
      found = undefined
      throw unreachable(settings, cause)
    })
  }
  return {
    name: settings.name,

    async begin(redirect, fresh = false) {
      const [client, oidc] = [await provider(), await library]
      const kept: Kept = {
        verifier: oidc.randomPKCECodeVerifier(),
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        ...(fresh ? { since: Math.floor(systemClock() / 1000) - SKEW } : {}),
      }
      const location = oidc.buildAuthorizationUrl(client, {
        redirect_uri: new URL(redirect).href,
        scope: 'openid email',
        code_challenge: await oidc.calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
        state: kept.state,
        nonce: kept.nonce,
        // Both, as providers heed one or the other; `max_age` makes them say when (OpenID Connect Core 1.0 §3.1.2.1).
        ...(fresh ? { prompt: 'login', max_age: '0' } : {}),
        ...(settings.mfaAcr.length > 0 ? { acr_values: settings.mfaAcr.join(' ') } : {}),
      })
      return { location: location.href, kept: JSON.stringify(kept) }
    },

    async finish(returned, text) {
      const [client, oidc] = [await provider(), await library]
      const { verifier, state, nonce, since } = JSON.parse(text) as Kept
      const tokens = await oidc
        .authorizationCodeGrant(client, new URL(returned), {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        })
        .catch((error: Error & { code?: string }) => {
          // Out of reach is one thing (fetch throws a TypeError of its own), an answer that proves nothing another.
          const away = (error instanceof TypeError && !error.code) || error.code === 'OAUTH_TIMEOUT'
          if (away) throw unreachable(settings, error)
          return null
        })
      const claims = tokens?.claims()
      if (!claims) return null
      if (since !== undefined && !(typeof claims.auth_time === 'number' && claims.auth_time >= since))
        return null
      const { iss, sub, email, email_verified: verified, amr, acr } = claims
      return {
        issuer: iss,
        subject: sub,
        email: verified === true && typeof email === 'string' ? email : null,
        secondFactor:
          (Array.isArray(amr) && amr.some((each) => MFA.has(String(each)))) ||
          (typeof acr === 'string' && settings.mfaAcr.includes(acr)),
      }
    },
  }
}

async function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const { discovery, allowInsecureRequests, ClientSecretBasic, ClientSecretPost } = await import(
    'openid-client'
  )
  const [basic, post] = [ClientSecretBasic(clientSecret), ClientSecretPost(clientSecret)]
  // What a provider does not say is Basic (OpenID Connect Discovery 1.0 §3).
  const authentication: ClientAuth = (server, ...rest) =>
    (server.token_endpoint_auth_methods_supported?.includes('client_secret_basic') ?? true)
      ? basic(server, ...rest)
      : post(server, ...rest)
  const url = new URL(issuer)
  // The configuration takes http for this very machine alone.
  const execute = url.protocol === 'http:' ? [allowInsecureRequests] : []
  return discovery(url, clientId, undefined, authentication, { execute, timeout: SECONDS })
}

const unreachable = ({ name }: OidcSettings, cause: unknown): DomainError =>
  new DomainError(
    'sso-unreachable',
    `${name} does not answer.`,
    'Try again in a minute, or sign in with your password and a code.',
    cause,
  )
