/** What a person is here for. The table of what each may do is permissions.ts. */
export const roles = ['owner', 'responder', 'finance', 'auditor', 'viewer'] as const
export type Role = (typeof roles)[number]

/** A role at a place: one site; with `site` null all sites of the customer; with both null the whole house. */
export interface Grant {
  readonly role: Role
  readonly customer: string | null
  readonly site: string | null
}

/** Where something happens. Without a site it concerns the whole customer, without a customer the whole house. */
export interface Whereabouts {
  readonly customer?: string | null | undefined
  readonly site?: string | null | undefined
}

/** `invited`: has a link and has chosen nothing yet. */
export type Standing = 'invited' | 'active' | 'deactivated'

/** A person as those who look after people see them. */
export interface ListedPerson extends Person {
  readonly standing: Standing
  readonly createdAt: number
  /** Null: never, or not for a long time. */
  readonly lastSeenAt: number | null
  /** When the link of somebody invited ends; null when there is none. */
  readonly invitedUntil: number | null
}

/** Somebody who may sign in. */
export interface Person {
  readonly id: string
  readonly name: string
  /** In lower case. */
  readonly email: string
  /** Whose person this is, and whose owners look after them; null for one of the house. What they may do, the grants say. */
  readonly customer: string | null
  readonly grants: readonly Grant[]
}

/** What a sign-in is checked against. */
export interface Credentials {
  readonly person: Person
  /** An argon2id string in PHC format; null until one was chosen. */
  readonly passwordHash: string | null
  /** The authenticator's secret, sealed; null when there is none. */
  readonly totpSealed: string | null
}

/** What has been entered by somebody new, or about a new authenticator, and waits for the first code of it. */
export interface Enrolment {
  /** Null: the first administrator, who does not exist yet. */
  readonly person: string | null
  readonly name: string
  readonly email: string
  /** Null: only the authenticator is new. */
  readonly passwordHash: string | null
  readonly totpSealed: string
  /** UTC milliseconds. */
  readonly expiresAt: number
}

export interface Session {
  /** Names it in lists; opens nothing. */
  readonly id: string
  readonly person: Person
  /** UTC milliseconds, like all instants here. */
  readonly createdAt: number
  readonly lastSeenAt: number
  /** When a second factor was shown last. */
  readonly provenAt: number
}

/** A token is 256 random bits; only its hash is ever kept. */
export interface NewSession {
  readonly id: string
  readonly tokenHash: string
  readonly person: string
  readonly address: string
  readonly userAgent: string
  readonly at: number
  readonly expiresAt: number
}

/** Where the browser thinks it is: a passkey belongs to one host. */
export interface Scene {
  /** `https://fence.example:8420` */
  readonly origin: string
  /** `fence.example` */
  readonly host: string
}

export interface Passkey {
  readonly id: string
  readonly host: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
}

/** A passkey as its owner sees it in a list. */
export interface ListedPasskey {
  readonly id: string
  readonly name: string
  readonly host: string
  readonly createdAt: number
  readonly lastUsedAt: number | null
}

/** How somebody can prove who they are. */
export interface SignInMethods {
  readonly password: boolean
  readonly authenticator: boolean
  readonly recoveryCodesLeft: number
  /** An account of single sign-on is linked. */
  readonly sso: boolean
  readonly passkeys: readonly ListedPasskey[]
}

/** A token of the API, without the token. */
export interface ApiToken {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly permissions: readonly string[]
  readonly customer: string | null
  readonly site: string | null
  readonly createdAt: number
  readonly expiresAt: number
  readonly lastUsedAt: number | null
}

/** One line for the ledger, written in the same transaction as the thing itself. */
export interface AccessFact {
  /** Null for one of the house, or nobody known. */
  readonly customer: string | null
  /** A person's id, or `system:<name>`. */
  readonly actor: string
  readonly action: string
  readonly subject: string
  /** Plain facts; never a secret. */
  readonly detail: Readonly<Record<string, unknown>>
  /** UTC milliseconds. */
  readonly at: number
}

/** Where a request came from, as the ledger and the list of sessions tell it. */
export interface Origin {
  readonly address: string
  readonly userAgent?: string | undefined
}

export interface VisibleCustomer {
  readonly id: string
  readonly name: string
  readonly sites: readonly { readonly id: string; readonly name: string }[]
}

/** Stands in the ledger for facts about people of the house, who belong to no single customer. */
export const wholeHouse = '*'

/** People write an address as they like; it is one account. */
export const normalEmail = (email: string): string => email.trim().toLowerCase()
