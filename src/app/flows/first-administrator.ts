import {
  type AccessFact,
  type AccessPorts,
  normalEmail,
  type Origin,
  type Person,
  setupDone,
  setupExpired,
  setupRefused,
} from '#core/access'
import { type AuthenticatorEnrolment, firstStep, newEnrolment, newRecoveryCodes } from './enrolment.ts'
import { newSession } from './new-session.ts'

export interface AdministratorEntries {
  readonly token: string
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Somebody who has just proved a new authenticator. The codes are shown once. */
export interface CameIn {
  readonly session: string
  readonly recoveryCodes: readonly string[]
}

export interface FirstAdministratorFlow {
  needed(): Promise<boolean>
  /** A new one-time token, at each start while nobody exists; it ends the one before. Null when somebody does. */
  issueLink(): Promise<string | null>
  /** Checks the entries and keeps them until the first code comes. Nobody exists yet. */
  begin(visitor: string, entries: AdministratorEntries): Promise<AuthenticatorEnrolment>
  /** With the first right code the administrator exists and is signed in. */
  confirm(visitor: string, code: string, origin: Origin): Promise<CameIn>
}

export function createFirstAdministrator(ports: AccessPorts): FirstAdministratorFlow {
  const { store, tokens, now } = ports
  return {
    needed: () => store.setup.needed(),

    async issueLink() {
      if (!(await store.setup.needed())) return null
      const token = tokens.fresh()
      const fact = houseFact('setup-link-issued', 'first-administrator', {}, now())
      return (await store.setup.issue(tokens.hash(token), fact)) ? token : null
    },

    async begin(visitor, entries) {
      if (!(await store.setup.needed())) throw setupDone()
      const { shown, kept } = await newEnrolment(ports, {
        person: null,
        name: entries.name.trim(),
        email: normalEmail(entries.email),
        password: entries.password,
      })
      if (!(await store.setup.enrol(tokens.hash(entries.token), tokens.hash(visitor), kept)))
        throw setupRefused()
      return shown
    },

    confirm: (visitor, code, origin) => confirm(ports, visitor, code, origin),
  }
}

async function confirm(ports: AccessPorts, visitor: string, code: string, origin: Origin): Promise<CameIn> {
  const { store, tokens, now } = ports
  const at = now()
  if (!(await store.setup.needed())) throw setupDone()
  const { entered, totpStep } = firstStep(
    ports,
    await store.setup.enrolment(tokens.hash(visitor), at),
    code,
    at,
  )
  const { name, email, passwordHash, totpSealed } = entered
  if (passwordHash === null) throw setupExpired()
  const recoveryCodes = newRecoveryCodes(tokens)
  const session = tokens.fresh()
  const grants = [{ role: 'owner', customer: null, site: null }] as const
  const person: Person = { id: tokens.id(), name, email, customer: null, grants }
  const done = await store.setup.complete(
    {
      person,
      passwordHash,
      totpSealed,
      totpStep,
      recoveryHashes: recoveryCodes.map(tokens.hash),
      session: newSession(tokens, session, person.id, origin, at),
    },
    [
      { ...houseFact('person-created', person.id, { name, email, role: 'owner' }, at) },
      {
        ...houseFact('signed-in', person.id, { address: origin.address, proof: 'setup' }, at),
        actor: person.id,
      },
    ],
  )
  if (!done) throw setupDone()
  return { session, recoveryCodes }
}

const houseFact = (
  action: string,
  subject: string,
  detail: AccessFact['detail'],
  at: number,
): AccessFact => ({
  customer: null,
  actor: 'system:setup',
  action,
  subject,
  detail,
  at,
})
