import type { AccessFact, ApiToken, Person } from './model.ts'

// What the access room wants of the world for programs and for those who look after it.

export interface TokenStore {
  list(person: string, now: number): Promise<readonly ApiToken[]>
  add(person: string, token: ApiToken, tokenHash: string, fact: AccessFact): Promise<void>
  /** Null when unknown, ended, too old, or its person is disabled. Counts as a use. */
  use(tokenHash: string, now: number): Promise<{ readonly token: ApiToken; readonly person: Person } | null>
  revoke(person: string, id: string, fact: AccessFact): Promise<boolean>
}

/** What came of a request that may be sent again. */
export type Earlier = 'none' | 'under-way' | 'different' | { readonly sealed: string }

export interface RepeatStore {
  /** Claims the key for this request, or says what came of it before. */
  claim(caller: string, key: string, requestHash: string, now: number): Promise<Earlier>
  keep(caller: string, key: string, sealed: string): Promise<void>
  forget(caller: string, key: string): Promise<void>
}

/** An entry of the ledger, as people read it. */
export interface AuditLine {
  readonly seq: number
  readonly customer: string
  readonly site: string | null
  readonly at: number
  readonly actor: string
  readonly actorName: string | null
  readonly action: string
  readonly subject: string
  readonly subjectName: string | null
  readonly detail: Readonly<Record<string, unknown>>
  readonly hash: string
}

export interface AuditQuery {
  /** Null: of everybody. */
  readonly customers: readonly string[] | null
  readonly limit: number
  /** Only those before this number; null: from the newest. */
  readonly before: number | null
  readonly action: string | null
  readonly actor: string | null
  readonly subject: string | null
  /** UTC milliseconds. */
  readonly since: number | null
  readonly until: number | null
}

export interface AuditStore {
  /** Newest first. */
  list(query: AuditQuery): Promise<readonly AuditLine[]>
  note(fact: AccessFact): Promise<void>
}
