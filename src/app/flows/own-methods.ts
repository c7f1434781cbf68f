import {
  type AccessPorts,
  codeRefused,
  judgePassword,
  type Origin,
  type Session,
  type SignInMethods,
} from '#core/access'
import { createAttempts } from './attempts.ts'
import { type AuthenticatorEnrolment, firstStep, newEnrolment, newRecoveryCodes } from './enrolment.ts'

/** What people change about their own ways in. Each change ends their other sessions. */
export interface OwnMethodsFlow {
  read(session: Session): Promise<SignInMethods>
  /** Wants the present password too: a session left open must not be enough. */
  changePassword(
    session: Session,
    words: { readonly current: string; readonly password: string },
    origin: Origin,
  ): Promise<void>
  /** A new authenticator; the old one works until the new one has shown its first code. */
  beginAuthenticator(token: string, session: Session): Promise<AuthenticatorEnrolment>
  confirmAuthenticator(token: string, session: Session, code: string, origin: Origin): Promise<void>
  /** New recovery codes; the old ones end. Shown once. */
  renewRecoveryCodes(session: Session, origin: Origin): Promise<readonly string[]>
}

export function createOwnMethods(ports: AccessPorts): OwnMethodsFlow {
  const { store, tokens, passwords, now } = ports
  const attempts = createAttempts(ports)
  const fact = ({ person }: Session, action: string, { address }: Origin) => ({
    customer: person.customer,
    actor: person.id,
    action,
    subject: person.id,
    detail: { address },
    at: now(),
  })

  return {
    read: ({ person }) => store.methods.read(person.id),

    async changePassword(session, { current, password }, origin) {
      const { person, id } = session
      const tried = await attempts.begin(person.email, origin)
      const known = await store.signIn.credentials(person.email)
      if (!(await passwords.verify(known?.passwordHash ?? null, current)))
        return attempts.refuse(tried, known, 'password', codeRefused)
      await store.signIn.takeBack(tried.guesser)
      const refused = judgePassword(password, person)
      if (refused) throw refused
      await store.methods.setPassword(
        person.id,
        await passwords.hash(password),
        id,
        fact(session, 'password-changed', origin),
      )
    },

    async beginAuthenticator(token, { person: { id, name, email } }) {
      const { shown, kept } = await newEnrolment(ports, { person: id, name, email, password: null })
      await store.join.enrol(tokens.hash(token), kept)
      return shown
    },

    async confirmAuthenticator(token, session, code, origin) {
      const at = now()
      const waiting = await store.join.enrolment(tokens.hash(token), at)
      const mine = waiting?.person === session.person.id && waiting.passwordHash === null ? waiting : null
      const { entered, totpStep } = firstStep(ports, mine, code, at)
      await store.methods.setAuthenticator(
        session.person.id,
        entered.totpSealed,
        totpStep,
        session.id,
        fact(session, 'authenticator-changed', origin),
      )
    },

    async renewRecoveryCodes(session, origin) {
      const codes = newRecoveryCodes(tokens)
      await store.methods.setRecoveryCodes(
        session.person.id,
        codes.map(tokens.hash),
        fact(session, 'recovery-codes-renewed', origin),
      )
      return codes
    },
  }
}
