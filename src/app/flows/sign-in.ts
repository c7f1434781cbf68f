import {
  type AccessPorts,
  type Credentials,
  codeRefused,
  normalEmail,
  type Origin,
  type SecondProof,
  type Session,
  stepExpired,
  stepLasts,
} from '#core/access'
import { type Attempt, createAttempts, proofOf } from './attempts.ts'
import { newSession } from './new-session.ts'

export interface SignInFlow {
  /** First step. Throws the same for a wrong password and an unknown account, after the same work. */
  password(visitor: string, email: string, password: string, origin: Origin): Promise<void>
  /** Second step: a code of the authenticator or a recovery code. Returns the session's token. */
  code(visitor: string, code: string, origin: Origin): Promise<string>
  /** A fresh second factor for a session that stands, before a dangerous act. Counted like any other attempt. */
  prove(token: string, session: Session, code: string, origin: Origin): Promise<void>
}

export function createSignIn(ports: AccessPorts): SignInFlow {
  const { store, passwords, tokens, now } = ports
  const attempts = createAttempts(ports)
  const fact = (action: string, { person }: Credentials, { origin, at }: Attempt, proof: SecondProof) => ({
    customer: person.customer,
    actor: person.id,
    action,
    subject: person.id,
    detail: { address: origin.address, proof: 'totpStep' in proof ? 'totp' : 'recovery-code' },
    at,
  })

  return {
    async password(visitor, typed, password, origin) {
      const email = normalEmail(typed)
      const tried = await attempts.begin(email, origin)
      const known = await store.signIn.credentials(email)
      const right = await passwords.verify(known?.passwordHash ?? null, password)
      if (!known || !right) return attempts.refuse(tried, known, known ? 'password' : 'unknown-account')
      await store.signIn.passwordMatched(tried.guesser, tokens.hash(visitor), email, now() + stepLasts)
    },

    async code(visitor, code, origin) {
      const email = await store.signIn.pending(tokens.hash(visitor), now())
      if (email === null) throw stepExpired()
      const tried = await attempts.begin(email, origin)
      const known = await store.signIn.credentials(email)
      if (!known) return attempts.refuse(tried, null, 'unknown-account')
      const proof = proofOf(ports, known, code, tried.at)
      if (typeof proof === 'string') return attempts.refuse(tried, known, proof)
      const token = tokens.fresh()
      const opened = await store.signIn.complete(
        tried.guesser,
        tokens.hash(visitor),
        newSession(tokens, token, known.person.id, origin, tried.at),
        proof,
        fact('signed-in', known, tried, proof),
      )
      return opened ? token : attempts.refuse(tried, known, 'used-code')
    },

    async prove(token, { person }, code, origin) {
      const tried = await attempts.begin(person.email, origin)
      const known = await store.signIn.credentials(person.email)
      if (!known) return attempts.refuse(tried, null, 'unknown-account', codeRefused)
      const proof = proofOf(ports, known, code, tried.at)
      if (typeof proof === 'string') return attempts.refuse(tried, known, proof, codeRefused)
      const session = { tokenHash: tokens.hash(token), person: person.id, at: tried.at }
      const proven = await store.signIn.prove(
        tried.guesser,
        session,
        proof,
        fact('proven-again', known, tried, proof),
      )
      if (!proven) await attempts.refuse(tried, known, 'used-code', codeRefused)
    },
  }
}
