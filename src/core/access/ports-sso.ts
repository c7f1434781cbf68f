import type { AccessFact, NewSession, Person } from './model.ts'

// Single sign-on by OpenID Connect: the authorization code flow with PKCE, state and nonce.

/** Who somebody is, as the provider says. */
export interface SsoIdentity {
  readonly issuer: string
  readonly subject: string
  /** Null unless the provider has verified it. */
  readonly email: string | null
  /** The provider asserts that a second factor was shown (`amr` of RFC 8176, or an `acr` the configuration names). */
  readonly secondFactor: boolean
}

export interface SsoProvider {
  /** What the button calls it. */
  readonly name: string
  /**
   * Where to send the browser, and what must be kept for its return. `redirect` is an address of ours. `fresh`: the provider is to ask
   * them anew, and an answer counts only if it says that it did. Throws `sso-unreachable`.
   */
  begin(redirect: string, fresh?: boolean): Promise<{ readonly location: string; readonly kept: string }>
  /** The address the browser came back to, judged by what was kept; null when it proves nothing. Throws `sso-unreachable`. */
  finish(returned: string, kept: string): Promise<SsoIdentity | null>
}

/** A person as single sign-on finds them. */
export interface SsoPerson {
  readonly person: Person
  /** They have a link of an invitation that stands. */
  readonly invited: boolean
  /** They can show a second factor of ours. */
  readonly authenticator: boolean
}

export interface SsoStore {
  /** One journey a browser: a new one replaces it. */
  keep(visitorHash: string, sealed: string, expiresAt: number): Promise<void>
  /** What was kept, which is gone with this. */
  take(visitorHash: string, now: number): Promise<string | null>
  /** Whose the account is; null when nobody's, or its person is disabled. */
  linked(identity: SsoIdentity, now: number): Promise<SsoPerson | null>
  /** Somebody with an invitation that stands, by address. */
  invited(email: string, now: number): Promise<SsoPerson | null>
  /** False when the account belongs to somebody else. */
  link(identity: SsoIdentity, person: string, fact: AccessFact): Promise<boolean>
  /** `last`: nothing was done, as they could not come in any more. */
  unlink(person: string, fact: AccessFact): Promise<'unlinked' | 'none' | 'last'>
  /** They have just shown who they are: the session counts as proven from `fact.at` on. */
  prove(tokenHash: string, fact: AccessFact): Promise<void>
  /** Opens a session, and ends the invitation. `proven`: a second factor was shown. */
  open(session: NewSession, proven: boolean, fact: AccessFact): Promise<void>
  /** The provider stands for the password: the code is still to come. */
  wantCode(visitorHash: string, email: string, expiresAt: number): Promise<void>
}
