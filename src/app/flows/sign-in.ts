import {
  type AccessFact,
  type AccessPorts,
  type Credentials,
  type Guesser,
  networkOf,
  normalEmail,
  type Origin,
  type SecondProof,
  sessionLongest,
  signInLocked,
  signInRefused,
  stepExpired,
  stepLasts,
} from '#core/access'
import { totpPurpose } from './first-administrator.ts'

export interface SignInFlow {
  /** First step. Throws the same for a wrong password and an unknown account, after the same work. */
  password(visitor: string, email: string, password: string, origin: Origin): Promise<void>
  /** Second step: a code of the authenticator or a recovery code. Returns the session's token. */
  code(visitor: string, code: string, origin: Origin): Promise<string>
}

type Failure = 'password' | 'code' | 'used-code' | 'unknown-account' | 'authenticator-secret-unreadable'

interface Attempt {
  readonly guesser: Guesser
  readonly origin: Origin
  readonly lockedUntil: number | null
  readonly at: number
}

export function createSignIn(ports: AccessPorts): SignInFlow {
  const { store, passwords, tokens, now } = ports
  const { attempt, refuse } = counting(ports)

  return {
    async password(visitor, typed, password, origin) {
      const email = normalEmail(typed)
      const tried = await attempt(email, origin)
      const known = await store.signIn.credentials(email)
      const right = await passwords.verify(known?.passwordHash ?? null, password)
      if (!known || !right) return refuse(tried, known, known ? 'password' : 'unknown-account')
      await store.signIn.passwordMatched(tried.guesser, tokens.hash(visitor), email, now() + stepLasts)
    },

    async code(visitor, code, origin) {
      const email = await store.signIn.pending(tokens.hash(visitor), now())
      if (email === null) throw stepExpired()
      const tried = await attempt(email, origin)
      const known = await store.signIn.credentials(email)
      if (!known) return refuse(tried, null, 'unknown-account')
      const proof = proofOf(ports, known, code, tried.at)
      if (typeof proof === 'string') return refuse(tried, known, proof)
      const session = tokens.fresh()
      const opened = await store.signIn.complete(
        tried.guesser,
        tokens.hash(visitor),
        {
          tokenHash: tokens.hash(session),
          person: known.person.id,
          address: origin.address,
          at: tried.at,
          expiresAt: tried.at + sessionLongest,
        },
        proof,
        {
          customer: known.person.customer,
          actor: known.person.id,
          action: 'signed-in',
          subject: known.person.id,
          detail: { address: origin.address, proof: 'totpStep' in proof ? 'totp' : 'recovery-code' },
          at: tried.at,
        },
      )
      return opened ? session : refuse(tried, known, 'used-code')
    },
  }
}

/** How attempts are let in, and how those that fail are told. */
function counting({ store, tokens, now }: AccessPorts) {
  return {
    async attempt(email: string, origin: Origin): Promise<Attempt> {
      const guesser = { account: tokens.hash(`account:${email}`), address: networkOf(origin.address) }
      const at = now()
      const admission = await store.signIn.admit(guesser, at)
      if (!admission.admitted) throw signInLocked(Math.max(1, Math.ceil((admission.until - at) / 1000)))
      return { guesser, origin, lockedUntil: admission.lockedUntil, at }
    },

    /** The attempt was counted on the way in; what is left is to say so in the ledger. */
    async refuse(
      { at, origin, lockedUntil }: Attempt,
      known: Credentials | null,
      reason: Failure,
    ): Promise<never> {
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
      throw signInRefused()
    },
  }
}

/** What the code could prove, or why it proves nothing. Whether it is already spent, only the store can say. */
function proofOf(
  { authenticator, secrets, tokens }: AccessPorts,
  known: Credentials,
  typed: string,
  at: number,
): SecondProof | Failure {
  const bare = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  if (bare.length === 16) return { recoveryHash: tokens.hash((bare.match(/.{4}/g) as string[]).join('-')) }
  const secret = secrets.open(known.totpSealed, totpPurpose(known.person.email))
  if (secret === null) return 'authenticator-secret-unreadable'
  const totpStep = authenticator.stepOf(secret, bare, at)
  return totpStep === null ? 'code' : { totpStep }
}
