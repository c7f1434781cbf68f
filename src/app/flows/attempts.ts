import {
  type AccessFact,
  type AccessPorts,
  type Credentials,
  type Guesser,
  networkOf,
  type Origin,
  type SecondProof,
  signInLocked,
  signInRefused,
} from '#core/access'
import type { DomainError } from '#core/kernel'
import { totpPurpose } from './enrolment.ts'

export type Failure =
  | 'password'
  | 'code'
  | 'passkey'
  | 'used-code'
  | 'unknown-account'
  | 'authenticator-secret-unreadable'

export interface Attempt {
  readonly guesser: Guesser
  readonly origin: Origin
  readonly lockedUntil: number | null
  readonly at: number
}

export interface Attempts {
  /** Counts it before it is judged. Throws while a wait is not over. */
  begin(email: string, origin: Origin): Promise<Attempt>
  /** The attempt was counted on the way in; what is left is to say so in the ledger, and to refuse. */
  refuse(
    attempt: Attempt,
    known: Credentials | null,
    reason: Failure,
    say?: () => DomainError,
  ): Promise<never>
}

/** How attempts to prove who one is are let in, and how those that fail are told. */
export function createAttempts({
  store,
  tokens,
  now,
}: Pick<AccessPorts, 'store' | 'tokens' | 'now'>): Attempts {
  return {
    async begin(email, origin) {
      const guesser = { account: tokens.hash(`account:${email}`), address: networkOf(origin.address) }
      const at = now()
      const admission = await store.signIn.admit(guesser, at)
      if (!admission.admitted) throw signInLocked(Math.max(1, Math.ceil((admission.until - at) / 1000)))
      return { guesser, origin, lockedUntil: admission.lockedUntil, at }
    },

    async refuse({ at, origin, lockedUntil }, known, reason, say = signInRefused) {
      const fact = (action: string, detail: AccessFact['detail']): AccessFact => ({
        customer: known?.person.customer ?? null,
        actor: 'system:sign-in',
        action,
        // Never what was typed: people type their password into the wrong field, and the ledger is for ever.
        subject: known?.person.id ?? 'unknown',
        detail: { address: origin.address, ...detail },
        at,
      })
      const facts = [fact('sign-in-failed', { reason })]
      if (lockedUntil !== null)
        facts.push(fact('sign-in-locked', { until: new Date(lockedUntil).toISOString() }))
      await store.signIn.failed(facts)
      throw say()
    },
  }
}

/** What the code could prove, or why it proves nothing. Whether it is already spent, only the store can say. */
export function proofOf(
  { authenticator, secrets, tokens }: Pick<AccessPorts, 'authenticator' | 'secrets' | 'tokens'>,
  known: Credentials,
  typed: string,
  at: number,
): SecondProof | Failure {
  const bare = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  if (bare.length === 16) return { recoveryHash: tokens.hash((bare.match(/.{4}/g) as string[]).join('-')) }
  if (known.totpSealed === null) return 'code'
  const secret = secrets.open(known.totpSealed, totpPurpose(known.person.email))
  if (secret === null) return 'authenticator-secret-unreadable'
  const totpStep = authenticator.stepOf(secret, bare, at)
  return totpStep === null ? 'code' : { totpStep }
}
