import { z } from 'zod'

const What = z.enum(['calls', 'investigations', 'audits'])
const count = z.number().int().min(0)

/** What of a site is past its time. */
export const RetentionView = z
  .object({
    automatic: z.boolean().describe('it is deleted every day without being asked'),
    items: z.array(
      z.object({
        what: What,
        days: z.number().int().nullable().describe('null: kept until somebody deletes it'),
        before: z.iso.datetime().nullable().describe('what is older is past its time'),
        count: count.describe('past their time now'),
        oldest: z.iso.datetime().nullable(),
      }),
    ),
    stops: z
      .array(z.object({ incident: z.string(), title: z.string(), why: z.enum(['open', 'legal-hold']) }))
      .describe('while there are any, nothing of the site is deleted'),
  })
  .meta({ id: 'RetentionView' })
export type RetentionView = z.infer<typeof RetentionView>

/** What the preview counted: nothing else is deleted. */
export const RetentionOrder = z.object({ calls: count, investigations: count, audits: count })
export type RetentionOrder = z.infer<typeof RetentionOrder>
