import { DomainError } from '#core/kernel'

/** One text for a wrong password, a wrong code, an unknown and a disabled account: a guesser learns nothing. */
export const signInRefused = (): DomainError =>
  new DomainError(
    'sign-in-refused',
    'That did not match.',
    'Check the e-mail address, the password and the code, then try again. A code works once: wait for the next one.',
  )

/** Faces tell a program, too, how long to wait. */
export const signInLocked = (
  retryAfterSeconds: number,
): DomainError & { readonly retryAfterSeconds: number } =>
  Object.assign(
    new DomainError(
      'sign-in-locked',
      'There were too many failed attempts.',
      `Wait ${waitText(retryAfterSeconds)}, then try again.`,
    ),
    { retryAfterSeconds },
  )

export const stepExpired = (): DomainError =>
  new DomainError(
    'sign-in-expired',
    'The password step is missing or took place too long ago.',
    'Begin again with your e-mail address and password.',
  )

export const stepUpRequired = (): DomainError =>
  new DomainError(
    'step-up-required',
    'This act wants a second factor shown within the last ten minutes.',
    'Confirm with a code of your authenticator or a passkey, then do it again. Tokens of the API cannot do it.',
  )

export const personUnknown = (): DomainError =>
  new DomainError('person-unknown', 'There is no such person here.', 'Look in the list of people.')

export const personExists = (): DomainError =>
  new DomainError(
    'person-exists',
    'Somebody with this e-mail address exists already.',
    'Change their roles instead, or use another address.',
  )

export const grantRefused = (why: string): DomainError =>
  new DomainError(
    'grant-refused',
    `These roles cannot be given: ${why}.`,
    'Give one role a place, at customers and sites that you are an owner of.',
  )

export const lastOwner = (): DomainError =>
  new DomainError(
    'last-owner',
    'Nobody would be left who may do everything.',
    'Make somebody else an owner of the whole house first, and let them sign in.',
  )

export const invitationInvalid = (): DomainError =>
  new DomainError(
    'invitation-invalid',
    'This link does not work, or no longer does.',
    'Ask an owner for a new one: it works once, for three days.',
  )

export const setupRefused = (): DomainError =>
  new DomainError(
    'setup-link-invalid',
    'This link does not work, or no longer does.',
    'Use the link printed when Ringfence started last; start it again for a new one.',
  )

export const setupDone = (): DomainError =>
  new DomainError('setup-done', 'The first administrator exists already.', 'Sign in instead.')

export const setupExpired = (): DomainError =>
  new DomainError(
    'setup-expired',
    'Setting up took too long, or was begun somewhere else meanwhile.',
    'Open the link from the terminal once more and begin again.',
  )

export const codeRefused = (): DomainError =>
  new DomainError(
    'code-refused',
    'That code does not match.',
    'Type the code the app shows now. If it stays wrong, set the clocks of the phone and of this server.',
  )

export const passwordRefused = (why: string): DomainError =>
  new DomainError(
    'password-refused',
    `This password cannot be used: ${why}.`,
    'Choose at least 12 characters; four or five unrelated words are good and easy to type.',
  )

export const passkeyRefused = (): DomainError =>
  new DomainError(
    'passkey-refused',
    'That passkey was not accepted.',
    'Use one that was made at this very address, within five minutes; or sign in with your password and a code.',
  )

export const tokenRefused = (why: string): DomainError =>
  new DomainError(
    'token-refused',
    `This token cannot be made: ${why}.`,
    'Choose permissions that you have yourself at that place, and an end within a year.',
  )

export const ssoOff = (): DomainError =>
  new DomainError(
    'sso-off',
    'There is no single sign-on here.',
    'Sign in with your password and a code, or with a passkey.',
  )

export const ssoRefused = (): DomainError =>
  new DomainError(
    'sso-refused',
    'The sign-in at the other side was broken off, or took too long.',
    'Begin again, in the same browser.',
  )

export const ssoUnknown = (): DomainError =>
  new DomainError(
    'sso-unknown',
    'Nobody here belongs to that account.',
    'Ask an owner to invite you under the address your account has. If you can sign in already, link the account under Settings, Your sign-in.',
  )

export const ssoSecondFactorMissing = (): DomainError =>
  new DomainError(
    'sso-second-factor-missing',
    'Your role may act here, and the other side does not say that you showed a second factor.',
    'Open the link of your invitation and set up an authenticator; from then on its code completes this sign-in.',
  )

export const ssoTaken = (): DomainError =>
  new DomainError(
    'sso-taken',
    'That account belongs to somebody here already.',
    'Use your own account, or have them remove it from theirs.',
  )

export const ssoLastWay = (): DomainError =>
  new DomainError(
    'sso-last-way',
    'That account is your only way in.',
    'Make a passkey, or have an owner reset you and set up a password and an authenticator, then unlink it.',
  )

export const passkeyLastWay = (): DomainError =>
  new DomainError(
    'passkey-last-way',
    'Without this passkey you could not come in any more.',
    'Add another passkey first, or set up an authenticator beside your password, then remove this one.',
  )

export const ssoNotYou = (): DomainError =>
  new DomainError(
    'sso-not-you',
    'That account is not the one linked to you.',
    'Sign in there with the account you enter this console with.',
  )

const waitText = (seconds: number): string =>
  seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
