import { z } from 'zod'
import { AsteriskSettings } from '../asterisk/index.ts'

/** How a FreePBX is reached: its Asterisk, and its database. Members that end in Secret are sealed there. */
export const FreepbxSettings = AsteriskSettings.extend({
  database: z.strictObject({
    /** Name or address; a path is the socket of a server on this machine. */
    host: z.string().min(1),
    port: z.number().int().min(1).max(65_535).default(3306),
    name: z.string().min(1).default('asterisk'),
    user: z.string().min(1),
    secret: z.string(),
  }),
})
export type FreepbxSettings = z.output<typeof FreepbxSettings>
