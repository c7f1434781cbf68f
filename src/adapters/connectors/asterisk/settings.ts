import { z } from 'zod'

/** How an Asterisk is reached, as it is stored. Members that end in Secret are sealed there. */
export const AsteriskSettings = z.strictObject({
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535),
  tls: z.boolean().default(false),
  fingerprint: z.string().optional(),
  user: z.string().min(1),
  secret: z.string().min(1),
  /** While the secret of our own user is being changed: one of the two is right. */
  otherSecret: z.string().optional(),
  ari: z.strictObject({ url: z.url(), user: z.string(), secret: z.string() }).optional(),
  /** Folder with pjsip.conf and the others, when it can be read from here. */
  configDir: z.string().optional(),
  cdr: z.string().optional(),
  securityLog: z.string().optional(),
})
export type AsteriskSettings = z.output<typeof AsteriskSettings>
