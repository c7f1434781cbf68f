import { z } from 'zod'

/** How a Kamailio is reached, as it is stored. Both URLs may hold a password: they are sealed with the rest and never shown. */
export const KamailioSettings = z.strictObject({
  /** JSON-RPC over HTTP: module jsonrpcs behind xhttp. */
  rpc: z.url({ protocol: /^https?$/, error: 'write it like http://192.0.2.10:8090/RPC' }),
  /** Events as they happen: module evapi. */
  evapi: z.strictObject({ host: z.string().min(1), port: z.number().int().min(1).max(65_535) }).optional(),
  /** PostgreSQL with the tables of module acc. */
  acc: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'write it like postgres://user@192.0.2.10/kamailio')
    .optional(),
})
export type KamailioSettings = z.output<typeof KamailioSettings>
