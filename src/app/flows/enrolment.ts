import {
  type AccessPorts,
  codeRefused,
  type Enrolment,
  enrolmentLasts,
  judgePassword,
  setupExpired,
} from '#core/access'

/** What an authenticator app needs. Shown once. */
export interface AuthenticatorEnrolment {
  readonly otpauthUrl: string
  readonly secret: string
  /** A picture of `otpauthUrl` as SVG. */
  readonly qr: string
}

type Ports = Pick<AccessPorts, 'passwords' | 'authenticator' | 'secrets' | 'now'>

interface Entries {
  readonly person: string | null
  readonly name: string
  /** In lower case. */
  readonly email: string
  /** Null when only the authenticator is new. */
  readonly password: string | null
}

/** A new authenticator for what was entered: what the person is shown, and what is kept until its first code comes. */
export async function newEnrolment(
  { passwords, authenticator, secrets, now }: Ports,
  { person, name, email, password }: Entries,
): Promise<{ readonly shown: AuthenticatorEnrolment; readonly kept: Enrolment }> {
  const refused = password === null ? null : judgePassword(password, { name, email })
  if (refused) throw refused
  const shown = await authenticator.enrol(email)
  const kept = {
    person,
    name,
    email,
    passwordHash: password === null ? null : await passwords.hash(password),
    totpSealed: secrets.seal(shown.secret, totpPurpose(email)),
    expiresAt: now() + enrolmentLasts,
  }
  return { shown, kept }
}

/** The step of the first code; throws when nothing waits for it or it is wrong. */
export function firstStep(
  { authenticator, secrets }: Pick<Ports, 'authenticator' | 'secrets'>,
  entered: Enrolment | null,
  code: string,
  at: number,
): { readonly entered: Enrolment; readonly totpStep: number } {
  const secret = entered && secrets.open(entered.totpSealed, totpPurpose(entered.email))
  if (!entered || secret === null) throw setupExpired()
  const totpStep = authenticator.stepOf(secret, code, at)
  if (totpStep === null) throw codeRefused()
  return { entered, totpStep }
}

const codes = 10

export const newRecoveryCodes = ({ recoveryCode }: Pick<AccessPorts['tokens'], 'recoveryCode'>): string[] =>
  Array.from({ length: codes }, recoveryCode)

/** Binds a sealed secret to its account. */
export const totpPurpose = (email: string): string => `totp:${email}`
