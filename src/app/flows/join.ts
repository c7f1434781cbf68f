import { type AccessPorts, invitationInvalid, type Origin, type Person, setupExpired } from '#core/access'
import { type AuthenticatorEnrolment, firstStep, newEnrolment, newRecoveryCodes } from './enrolment.ts'
import type { CameIn } from './first-administrator.ts'
import { newSession } from './new-session.ts'

export interface JoinFlow {
  /** Whom a one-time link is for; throws when it leads nowhere. */
  look(token: string): Promise<Pick<Person, 'name' | 'email'>>
  /** Takes the password and shows a new authenticator. The link is not spent yet. */
  begin(visitor: string, token: string, password: string): Promise<AuthenticatorEnrolment>
  /** With the first right code the link is spent and the person is signed in. */
  confirm(visitor: string, code: string, origin: Origin): Promise<CameIn>
}

/** How somebody invited, or reset, comes in. */
export function createJoin(ports: AccessPorts): JoinFlow {
  const { store, tokens, now } = ports
  const invited = async (token: string): Promise<Person> => {
    const person = await store.join.invited(tokens.hash(token), now())
    if (!person) throw invitationInvalid()
    return person
  }
  return {
    async look(token) {
      const { name, email } = await invited(token)
      return { name, email }
    },

    async begin(visitor, token, password) {
      const { id, name, email } = await invited(token)
      const { shown, kept } = await newEnrolment(ports, { person: id, name, email, password })
      await store.join.enrol(tokens.hash(visitor), kept)
      return shown
    },

    confirm: (visitor, code, origin) => confirm(ports, visitor, code, origin),
  }
}

async function confirm(ports: AccessPorts, visitor: string, code: string, origin: Origin): Promise<CameIn> {
  const { store, tokens, now } = ports
  const at = now()
  const waiting = await store.join.enrolment(tokens.hash(visitor), at)
  const { entered, totpStep } = firstStep(ports, waiting, code, at)
  const { person, passwordHash } = entered
  const known = person === null ? null : await store.people.find(person)
  if (person === null || passwordHash === null || !known) throw setupExpired()
  const recoveryCodes = newRecoveryCodes(tokens)
  const session = tokens.fresh()
  const fact = { customer: known.customer, actor: person, subject: person, at }
  const joined = await store.join.join(
    {
      person,
      passwordHash,
      totpSealed: entered.totpSealed,
      totpStep,
      recoveryHashes: recoveryCodes.map(tokens.hash),
      session: newSession(tokens, session, person, origin, at),
    },
    [
      { ...fact, action: 'person-joined', detail: { address: origin.address } },
      { ...fact, action: 'signed-in', detail: { address: origin.address, proof: 'invitation' } },
    ],
  )
  if (!joined) throw invitationInvalid()
  return { session, recoveryCodes }
}
