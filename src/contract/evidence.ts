import { z } from 'zod'

// The JSON of `bundle` and `verify`: a public promise. Add fields freely; never rename or drop one.

export const BundleMade = z.object({
  incident: z.string(),
  file: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  files: z.number().int(),
  entries: z.number().int().describe('ledger entries'),
  publicKey: z.string().describe('for verify --key; give it to the reader by another way than the bundle'),
  lost: z.array(z.object({ from: z.number(), to: z.number() })),
})
export type BundleMade = z.infer<typeof BundleMade>

export const BundleVerified = z.object({
  ok: z.boolean(),
  entries: z.number().int().describe('ledger entries'),
  problems: z.array(z.object({ code: z.string(), where: z.string(), message: z.string() })),
  incident: z.string().nullable(),
  files: z.array(
    z.object({
      path: z.string(),
      bytes: z.number(),
      sha256: z.string(),
      name: z.string(),
      withheld: z.literal(true).optional().describe('not in the bundle: its hash alone'),
    }),
  ),
  redacted: z.boolean().describe('what may name somebody is withheld'),
  opened: z.number().int().describe('withheld texts that --openings shows to be what they say'),
  ledgerAt: z.string().nullable(),
  stamps: z
    .array(
      z.object({
        size: z.number().int().describe('so many first entries of the ledger stood'),
        at: z.iso.datetime(),
        by: z.string(),
        trusted: z.boolean().nullable().describe('null: no root was given to trust'),
      }),
    )
    .describe('time stamps of an authority (RFC 3161)'),
  lost: z
    .array(z.object({ from: z.number(), to: z.number() }))
    .describe('ledger entries that the database no longer had when the bundle was made'),
  signedBy: z.object({ origin: z.string(), keyId: z.string(), key: z.enum(['given', 'bundle']) }).nullable(),
  proves: z.string(),
})
export type BundleVerified = z.infer<typeof BundleVerified>
