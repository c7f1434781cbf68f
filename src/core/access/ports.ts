import type {
  AccessFact,
  Credentials,
  Enrolment,
  Grant,
  ListedPerson,
  NewSession,
  Passkey,
  Person,
  Scene,
  Session,
  SignInMethods,
  VisibleCustomer,
  Whereabouts,
} from './model.ts'
import type { AuditStore, RepeatStore, TokenStore } from './ports-api.ts'
import type { SsoProvider, SsoStore } from './ports-sso.ts'

/** The second proof: a step of the authenticator's clock that has not been used, an unused recovery code, or a passkey. */
export type SecondProof =
  | { readonly totpStep: number }
  | { readonly recoveryHash: string }
  | { readonly passkey: string; readonly counter: number }

/** What may be counted against whom: a hash of the account's address, and the network address. */
export interface Guesser {
  readonly account: string
  readonly address: string
}

export type Admission =
  | { readonly admitted: true; readonly lockedUntil: number | null }
  | { readonly admitted: false; readonly until: number }

export interface FirstAdministrator {
  readonly person: Person
  readonly passwordHash: string
  readonly totpSealed: string
  readonly totpStep: number
  readonly recoveryHashes: readonly string[]
  readonly session: NewSession
}

export interface SetupStore {
  /** Whether the first administrator is still missing. */
  needed(): Promise<boolean>
  /** Replaces the link's token and forgets what was entered with the old one. Does nothing, false, when a person exists. */
  issue(tokenHash: string, fact: AccessFact): Promise<boolean>
  /** Keeps the entries of one visitor, replacing earlier ones of the same; false when the token is not the one issued. */
  enrol(tokenHash: string, visitorHash: string, enrolment: Enrolment): Promise<boolean>
  enrolment(visitorHash: string, now: number): Promise<Enrolment | null>
  /** Person, recovery codes, session and ledger entries, all or nothing; false when somebody was first. */
  complete(first: FirstAdministrator, facts: readonly AccessFact[]): Promise<boolean>
}

export interface SignInStore {
  /** By address in lower case; null when unknown or disabled. */
  credentials(email: string): Promise<Credentials | null>
  /**
   * Counts an attempt before it is judged, so that attempts made at once cannot all slip under the limit. A correct password
   * or sign-in takes it back.
   */
  admit(guesser: Guesser, now: number): Promise<Admission>
  /** Takes the attempt back and lets this visitor go on to the code. */
  passwordMatched(guesser: Guesser, visitorHash: string, email: string, expiresAt: number): Promise<void>
  /** The address whose password this visitor has given. */
  pending(visitorHash: string, now: number): Promise<string | null>
  /** Clears the account's failures, spends the proof and opens the session; false, and nothing happens, when the proof is spent. */
  complete(
    guesser: Guesser,
    visitorHash: string,
    session: NewSession,
    proof: SecondProof,
    fact: AccessFact,
  ): Promise<boolean>
  /** Opens a session for somebody who has proved everything at once; false when the proof is spent. */
  open(guesser: Guesser, session: NewSession, proof: SecondProof, fact: AccessFact): Promise<boolean>
  /** An attempt that was right, where nothing else takes it back. */
  takeBack(guesser: Guesser): Promise<void>
  failed(facts: readonly AccessFact[]): Promise<void>
  /** Spends the proof and marks the session as freshly proven; false, and nothing happens, when the proof is spent. */
  prove(guesser: Guesser, session: ProvenSession, proof: SecondProof, fact: AccessFact): Promise<boolean>
}

export interface ProvenSession {
  readonly tokenHash: string
  readonly person: string
  readonly at: number
}

/** A session as its owner sees it in a list. */
export interface ListedSession {
  readonly id: string
  readonly address: string
  readonly userAgent: string
  readonly createdAt: number
  readonly lastSeenAt: number
}

export interface SessionStore {
  /** Null when unknown, revoked, older than its end, idle since before `idleSince`, or its person is disabled. */
  find(tokenHash: string, now: number, idleSince: number): Promise<Session | null>
  touch(tokenHash: string, now: number): Promise<void>
  revoke(tokenHash: string, fact: Omit<AccessFact, 'customer' | 'actor' | 'subject'>): Promise<void>
  /** Ends one of a person's sessions, or all but one; returns how many ended. */
  revokeOf(
    person: Person,
    which: { readonly id: string } | { readonly allBut: string | null },
    fact: Omit<AccessFact, 'customer' | 'subject'>,
  ): Promise<number>
  /** Those that stand, the one used last first. */
  list(person: string, now: number, idleSince: number): Promise<readonly ListedSession[]>
  /** Whether there is such a customer and, when given, such a site of it. */
  exists(where: Whereabouts): Promise<boolean>
  /** The customers and sites a person may see. */
  places(person: Person): Promise<readonly VisibleCustomer[]>
}

/** A one-time link; only the hash of its token is kept. */
export interface Invitation {
  readonly tokenHash: string
  readonly expiresAt: number
}

/** What a change of a person came to. */
export type Changed = 'done' | 'last-owner'

export interface PeopleStore {
  /** By address, of these customers (null: of the house and of all), after the address `after`. */
  list(customers: readonly string[] | null, limit: number, after: string): Promise<readonly ListedPerson[]>
  find(id: string): Promise<ListedPerson | null>
  /** False when the address is taken. */
  invite(person: Person, invitation: Invitation, fact: AccessFact): Promise<boolean>
  /** Replaces name and roles. */
  change(id: string, name: string, grants: readonly Grant[], fact: AccessFact): Promise<Changed>
  /** Deactivating ends all sessions and links. */
  setActive(id: string, active: boolean, fact: AccessFact): Promise<Changed>
  /** Takes away every way in, ends all sessions, and lets the link be the only way back. */
  reset(id: string, invitation: Invitation, fact: AccessFact): Promise<Changed>
}

/** What somebody invited has chosen, once the first code was right. */
export interface Joining {
  readonly person: string
  readonly passwordHash: string
  readonly totpSealed: string
  readonly totpStep: number
  readonly recoveryHashes: readonly string[]
  readonly session: NewSession
}

export interface JoinStore {
  /** Whom a link is for. */
  invited(tokenHash: string, now: number): Promise<Person | null>
  enrol(visitorHash: string, enrolment: Enrolment): Promise<void>
  enrolment(visitorHash: string, now: number): Promise<Enrolment | null>
  /** Spends the link; false, and nothing happens, when it is gone or was replaced. */
  join(joining: Joining, facts: readonly AccessFact[]): Promise<boolean>
}

export type ChallengePurpose = 'sign-in' | 'prove' | 'create'

export interface PasskeyStore {
  /** One question a browser and purpose: a new one replaces it. */
  ask(visitorHash: string, purpose: ChallengePurpose, challenge: string, expiresAt: number): Promise<void>
  /** The question, which is gone with this. */
  take(visitorHash: string, purpose: ChallengePurpose, now: number): Promise<string | null>
  /** With whose it is; null when unknown or its person is disabled. */
  find(id: string): Promise<{ readonly passkey: Passkey; readonly person: Person } | null>
  of(person: string): Promise<readonly Passkey[]>
  add(person: string, passkey: Passkey, name: string, fact: AccessFact): Promise<boolean>
  /** `last`: nothing is removed, for the person could not come in any more. `others` says when single sign-on lets them in. */
  remove(
    person: string,
    id: string,
    others: SsoCounts,
    fact: AccessFact,
  ): Promise<'removed' | 'none' | 'last'>
}

/** When a linked account of single sign-on is a way in: not, with an authenticator of ours for the second factor, or by itself. */
export type SsoCounts = 'never' | 'with-authenticator' | 'always'

export interface MethodStore {
  read(person: string): Promise<SignInMethods>
  /** Ends every other session of the person. */
  setPassword(person: string, passwordHash: string, keepSession: string, fact: AccessFact): Promise<void>
  setAuthenticator(
    person: string,
    totpSealed: string,
    totpStep: number,
    keepSession: string,
    fact: AccessFact,
  ): Promise<void>
  setRecoveryCodes(person: string, hashes: readonly string[], fact: AccessFact): Promise<void>
}

export interface AccessStore {
  readonly audit: AuditStore
  readonly tokens: TokenStore
  readonly repeats: RepeatStore
  readonly passkeys: PasskeyStore
  readonly methods: MethodStore
  readonly people: PeopleStore
  readonly join: JoinStore
  readonly setup: SetupStore
  readonly signIn: SignInStore
  readonly sessions: SessionStore
  readonly sso: SsoStore
}

export interface PasswordHasher {
  /** argon2id, 19 MiB, 2 passes (OWASP password storage). */
  hash(password: string): Promise<string>
  /** With null the same work is done against a hash nobody knows the password of: false, in the same time. */
  verify(hash: string | null, password: string): Promise<boolean>
}

/** TOTP after RFC 6238: SHA-1, six digits, 30 seconds, as every authenticator app reads it. */
export interface Authenticator {
  enrol(email: string): Promise<{ readonly otpauthUrl: string; readonly secret: string; readonly qr: string }>
  /** The step the code belongs to, one before to one after now; null when it belongs to none. */
  stepOf(secret: string, code: string, now: number): number | null
}

/** WebAuthn level 3, user verification always required: a passkey is both factors at once. `options` go to the browser as they are. */
export interface PasskeyChecker {
  creation(
    person: Person,
    scene: Scene,
    known: readonly Passkey[],
  ): Promise<{ readonly options: object; readonly challenge: string }>
  /** Null when the answer proves nothing. */
  created(answer: unknown, scene: Scene, challenge: string): Promise<Passkey | null>
  question(
    scene: Scene,
    known: readonly Passkey[],
  ): Promise<{ readonly options: object; readonly challenge: string }>
  /** The new counter; null when the answer proves nothing. */
  answered(answer: unknown, scene: Scene, challenge: string, passkey: Passkey): Promise<number | null>
}

export interface SecretBox {
  seal(plain: string, purpose: string): string
  open(sealed: string, purpose: string): string | null
}

export interface Tokens {
  /** 256 random bits in base64url. */
  fresh(): string
  id(): string
  /** 80 random bits, in groups a person can copy. */
  recoveryCode(): string
  hash(text: string): string
}

export interface AccessPorts {
  readonly store: AccessStore
  readonly passwords: PasswordHasher
  readonly authenticator: Authenticator
  readonly passkeys: PasskeyChecker
  readonly secrets: SecretBox
  readonly tokens: Tokens
  /** Undefined: there is no single sign-on. */
  readonly sso?: SsoProvider | undefined
  /** UTC milliseconds. */
  readonly now: () => number
}
