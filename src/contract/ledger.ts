import { z } from 'zod'

/** One entry of the ledger, as people read it. */
export const LedgerLine = z
  .object({
    seq: z.number().int(),
    at: z.string(),
    customer: z.string().describe('`*`: the house, or nobody known'),
    site: z.string().nullable(),
    actor: z.string().describe('a person’s id, `token:<id>` or `system:<name>`'),
    actorName: z.string().nullable(),
    action: z.string(),
    subject: z.string(),
    subjectName: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
    hash: z.string(),
  })
  .meta({ id: 'LedgerLine' })
export type LedgerLine = z.infer<typeof LedgerLine>

export const LedgerPage = z.object({ items: z.array(LedgerLine), nextCursor: z.string().nullable() })
export type LedgerPage = z.infer<typeof LedgerPage>
