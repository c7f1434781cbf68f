/** What a person is here for. The table of what each may do is permissions.ts. */
export const roles = ['owner', 'responder', 'finance', 'auditor', 'viewer'] as const
export type Role = (typeof roles)[number]

/** Somebody who may sign in. */
export interface Person {
  readonly id: string
  readonly name: string
  /** In lower case. */
  readonly email: string
  readonly role: Role
  /** The only customer this person sees; null for one of the house, who sees them all. */
  readonly customer: string | null
}

/** What a sign-in is checked against. */
export interface Credentials {
  readonly person: Person
  /** An argon2id string in PHC format. */
  readonly passwordHash: string
  /** The authenticator's secret, sealed. */
  readonly totpSealed: string
}

/** What has been entered for the first administrator and waits for the first code of the authenticator. */
export interface Enrolment {
  readonly name: string
  readonly email: string
  readonly passwordHash: string
  readonly totpSealed: string
  /** UTC milliseconds. */
  readonly expiresAt: number
}

export interface Session {
  readonly person: Person
  /** UTC milliseconds, like all instants here. */
  readonly createdAt: number
  readonly lastSeenAt: number
}

/** Where a request came from, as the ledger tells it. */
export interface Origin {
  readonly address: string
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
