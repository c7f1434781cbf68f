import { z } from 'zod'

/** An address as it may stand in a header and an envelope: no space, no line break, no angle bracket. */
export const MailAddress = z
  .string()
  .max(254)
  .regex(
    /^[^\s<>@,;:"()[\]\\\p{Cc}]+@[^\s<>@,;:"()[\]\\\p{Cc}]+$/u,
    'must be a mail address, like alerts@example.com',
  )

const usualPort = { tls: 465, starttls: 587, none: 25 } as const

/** How a mail server is reached, as it is stored. */
export const SmtpSettings = z
  .strictObject({
    host: z.string().regex(/^[^\s/\p{Cc}]{1,253}$/u, 'must be a name or an address'),
    port: z.number().int().min(1).max(65_535).optional(),
    /** starttls: encrypted after the greeting, or not at all; tls: from the first byte; none: in the clear. */
    tls: z.enum(['starttls', 'tls', 'none']).optional(),
    user: z.string().min(1).max(254).optional(),
    secret: z.string().min(1).optional(),
    from: MailAddress,
    /** SHA-256 of the certificate (hex, colons or not): enough for one that nobody signed. */
    fingerprint: z.string().optional(),
    /** Named at the shell of the server's own machine: it may be on a private network. */
    trusted: z.boolean().default(false),
  })
  .refine(({ user, secret }) => (user === undefined) === (secret === undefined), {
    message: 'user and secret go together',
  })
  .transform((given) => {
    const tls = given.tls ?? (given.port === 465 ? 'tls' : 'starttls')
    return { ...given, tls, port: given.port ?? usualPort[tls] }
  })
export type SmtpSettings = z.output<typeof SmtpSettings>
