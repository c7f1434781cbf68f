import { z } from 'zod'

/** Where the firewall is: this machine or another by SSH, and there perhaps in a network namespace. */
export const NftablesSettings = z.strictObject({
  table: z
    .string()
    .regex(/^inet:[A-Za-z_]\w{0,31}$/)
    .default('inet:ringfence'),
  netns: z
    .string()
    .regex(/^[\w.-]{1,64}$/)
    .optional(),
  ssh: z
    .strictObject({
      user: z.string().regex(/^[\w.-]{1,64}$/),
      host: z.string().min(1),
      port: z.number().int().min(1).max(65_535).default(22),
      /** A private key, PEM or OpenSSH. */
      keySecret: z.string().min(1),
      /** SHA256:… as ssh-keygen -l prints it; no other host is talked to. */
      hostKey: z.string().regex(/^SHA256:[A-Za-z\d+/]{43}$/),
    })
    .optional(),
})
export type NftablesSettings = z.output<typeof NftablesSettings>
