import { z } from 'zod'

// The answers of Kamailio's RPC, as far as they are used.

const Variable = z.record(z.string(), z.string())
const Side = z.object({ tag: z.string().default('') })

export const Dialogs = z.array(
  z.object({
    h_entry: z.number(),
    h_id: z.number(),
    'call-id': z.string(),
    from_uri: z.string(),
    to_uri: z.string(),
    /** 1 and 2 ringing, 3 answered, 4 up, 5 over. */
    state: z.number(),
    /** Seconds since 1970, 0 when it has not happened. */
    start_ts: z.number(),
    init_ts: z.number(),
    end_ts: z.number(),
    caller: Side,
    callee: Side,
    variables: z.array(Variable).default([]),
  }),
)

/** Without dialogs Kamailio gives an empty object. */
export const listOr =
  <S extends z.ZodType<unknown[]>>(schema: S) =>
  (answer: unknown): z.output<S> =>
    schema.parse(Array.isArray(answer) ? answer : [])

export const Sockets = z.array(
  z.object({ socket: z.object({ proto: z.string(), ipaddress: z.string(), port: z.string() }) }),
)

export const Table = z.array(
  z.object({ slot: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) })) }),
)

export const TableNames = z.array(z.object({ name: z.string() }))

export const Addresses = z.array(
  z.object({
    group: z.number(),
    item: z.object({
      ip: z.string().optional(),
      subnet: z.string().optional(),
      mask: z.number().optional(),
      tag: z.string().default(''),
    }),
  }),
)

const Contact = z.object({
  Address: z.string(),
  'User-Agent': z.string().default(''),
  Received: z.string().default(''),
})
export const Locations = z.object({
  Domains: z.array(
    z.object({
      Domain: z.object({
        Domain: z.string(),
        AoRs: z.array(
          z.object({ Info: z.object({ AoR: z.string(), Contacts: z.array(z.object({ Contact })) }) }),
        ),
      }),
    }),
  ),
})

/** `sip:3001@192.0.2.7:5060;ob` → 3001 */
export const userOf = (uri: string): string => decoded(/^<?(?:sips?|tel):([^@;>]*)/i.exec(uri)?.[1] ?? '')
/** `sip:3001@192.0.2.7:5060` → 192.0.2.7 */
export const hostOf = (uri: string): string =>
  /^<?sips?:(?:[^@>]*@)?\[?([\da-fA-F.:]+?|[\w.-]+?)\]?(?::\d+)?(?:[;>?]|$)/.exec(uri)?.[1] ?? ''

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
