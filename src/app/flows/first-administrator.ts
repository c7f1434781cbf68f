import {
  type AccessFact,
  type AccessPorts,
  codeRefused,
  enrolmentLasts,
  judgePassword,
  normalEmail,
  type Origin,
  type Person,
  setupDone,
  setupExpired,
  setupRefused,
} from '#core/access'
import { newSession } from './new-session.ts'

export interface AdministratorEntries {
  readonly token: string
  readonly name: string
  readonly email: string
  readonly password: string
}

/** What an authenticator app needs. Shown once. */
export interface AuthenticatorEnrolment {
  readonly otpauthUrl: string
  readonly secret: string
  /** A picture of `otpauthUrl` as SVG. */
  readonly qr: string
}

export interface FirstAdministratorFlow {
  needed(): Promise<boolean>
  /** A new one-time token, at each start while nobody exists; it ends the one before. Null when somebody does. */
  issueLink(): Promise<string | null>
  /** Checks the entries and keeps them until the first code comes. Nobody exists yet. */
  begin(visitor: string, entries: AdministratorEntries): Promise<AuthenticatorEnrolment>
  /** With the first right code the administrator exists and is signed in. */
  confirm(
    visitor: string,
    code: string,
    origin: Origin,
  ): Promise<{ readonly session: string; readonly recoveryCodes: readonly string[] }>
}

const recoveryCodes = 10

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

    begin: (visitor, entries) => begin(ports, visitor, entries),
    confirm: (visitor, code, origin) => confirm(ports, visitor, code, origin),
  }
}

async function begin(
  { store, tokens, passwords, authenticator, secrets, now }: AccessPorts,
  visitor: string,
  entries: AdministratorEntries,
): Promise<AuthenticatorEnrolment> {
  if (!(await store.setup.needed())) throw setupDone()
  const name = entries.name.trim()
  const email = normalEmail(entries.email)
  const refused = judgePassword(entries.password, { name, email })
  if (refused) throw refused
  const enrolment = await authenticator.enrol(email)
  const kept = await store.setup.enrol(tokens.hash(entries.token), tokens.hash(visitor), {
    name,
    email,
    passwordHash: await passwords.hash(entries.password),
    totpSealed: secrets.seal(enrolment.secret, totpPurpose(email)),
    expiresAt: now() + enrolmentLasts,
  })
  if (!kept) throw setupRefused()
  return enrolment
}

async function confirm(ports: AccessPorts, visitor: string, code: string, origin: Origin) {
  const { store, tokens, authenticator, secrets, now } = ports
  const at = now()
  if (!(await store.setup.needed())) throw setupDone()
  const entered = await store.setup.enrolment(tokens.hash(visitor), at)
  const secret = entered && secrets.open(entered.totpSealed, totpPurpose(entered.email))
  if (!entered || secret === null) throw setupExpired()
  const totpStep = authenticator.stepOf(secret, code, at)
  if (totpStep === null) throw codeRefused()
  const codes = Array.from({ length: recoveryCodes }, () => tokens.recoveryCode())
  const session = tokens.fresh()
  const { name, email, passwordHash, totpSealed } = entered
  const person: Person = {
    id: tokens.id(),
    name,
    email,
    customer: null,
    grants: [{ role: 'owner', customer: null, site: null }],
  }
  const done = await store.setup.complete(
    {
      person,
      passwordHash,
      totpSealed,
      totpStep,
      recoveryHashes: codes.map(tokens.hash),
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
  return { session, recoveryCodes: codes }
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

/** Binds a sealed secret to its account. */
export const totpPurpose = (email: string): string => `totp:${email}`
