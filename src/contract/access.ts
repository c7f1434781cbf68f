import { z } from 'zod'

export const RoleName = z.enum(['owner', 'responder', 'finance', 'auditor', 'viewer'])

export const Grant = z
  .object({
    role: RoleName,
    customer: z.string().max(100).nullable().describe('null: the whole house'),
    site: z.string().max(100).nullable().describe('null: all sites of the customer'),
  })
  .meta({ id: 'Grant' })
export type Grant = z.infer<typeof Grant>

/** Who is here and where they may go. `csrf` goes with every request that changes something, as `x-csrf-token`. */
export const Session = z
  .object({
    setupNeeded: z.boolean().describe('nobody exists yet: the first administrator must be created'),
    person: z
      .object({
        id: z.string(),
        name: z.string(),
        email: z.string(),
        role: RoleName.describe('the strongest of the roles this person has anywhere'),
        grants: z.array(Grant),
        permissions: z.array(z.string()).describe('what they may do in the whole house'),
      })
      .nullable(),
    csrf: z.string(),
    sso: z.string().nullable().describe('what single sign-on is called; null where there is none'),
    customers: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        sites: z.array(z.object({ id: z.string(), name: z.string(), permissions: z.array(z.string()) })),
        permissions: z.array(z.string()).describe('what they may do at all of its sites'),
      }),
    ),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof Session>

const Email = z
  .string()
  .max(254)
  .regex(/^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u, 'is not an e-mail address')
export const NewPassword = z.string().max(256)
export const SignInEmail = z.string().trim().pipe(Email)
export const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u, 'has control characters')

export const SetupRequest = z.object({
  token: z.string().max(200).describe('from the link printed in the terminal, after #token='),
  name: PersonName,
  email: SignInEmail,
  password: NewPassword,
})

export const SetupEnrolment = z
  .object({
    otpauthUrl: z.string(),
    secret: z.string().describe('base 32, to be typed where no picture can be scanned'),
    qr: z.string().describe('the same as a picture, SVG'),
  })
  .meta({ id: 'SetupEnrolment' })

export const CodeRequest = z.object({ code: z.string().max(64).describe('six digits, or a recovery code') })

export const SetupDone = z
  .object({ recoveryCodes: z.array(z.string()).describe('each lets in once; shown only now') })
  .meta({ id: 'SetupDone' })

export const SignInRequest = z.object({ email: z.string().max(254), password: NewPassword })

export const SignInStep = z.object({ next: z.literal('totp') })

/** Where to send the browser. */
export const SsoJourney = z.object({ location: z.string() })
/** The query with which the provider sent the browser back, as it is. */
export const SsoReturn = z.object({ query: z.string().max(8000) })
export const SsoStep = z.object({
  next: z.enum(['totp', 'enter']).describe('totp: the code of the authenticator is still to come'),
})

/** The sessions of whoever asks, the one used last first. */
export const SessionList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      address: z.string(),
      userAgent: z.string(),
      createdAt: z.string(),
      lastSeenAt: z.string(),
      current: z.boolean(),
    }),
  ),
})
export type SessionList = z.infer<typeof SessionList>

export const SessionsEnded = z.object({ ended: z.number().int() })

/** What WebAuthn calls PublicKeyCredential…Options, as JSON: hand it to the browser as it is. */
export const PasskeyOptions = z.object({ options: z.record(z.string(), z.unknown()) })
/** The browser's answer, as JSON. */
export const PasskeyAnswer = z.object({ answer: z.record(z.string(), z.unknown()) })
export const NewPasskey = PasskeyAnswer.extend({ name: PersonName })

export const SignInMethods = z
  .object({
    password: z.boolean(),
    authenticator: z.boolean(),
    recoveryCodesLeft: z.number().int(),
    sso: z.boolean().describe('an account of single sign-on is linked'),
    passkeys: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        host: z.string(),
        createdAt: z.string(),
        lastUsedAt: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'SignInMethods' })
export type SignInMethods = z.infer<typeof SignInMethods>

export const PasswordChange = z.object({ current: NewPassword, password: NewPassword })
