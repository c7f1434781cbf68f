import { z } from 'zod'

const days = z.number().int().min(30).max(36_500).optional()

/** How long a site keeps what it has, in days. What is not named is kept until somebody deletes it. */
export const Retention = z
  .strictObject({
    calls: days.describe('Calls, by when they began'),
    investigations: days.describe(
      'Investigations with the files that were sent and their verdicts, by when they were made',
    ),
    audits: days.describe('Audits, by when they were made'),
    automatic: z
      .boolean()
      .default(false)
      .describe('Every day, without being asked; otherwise somebody says so'),
  })
  .describe('Days after which data may be deleted, 30 at least. What is not named is kept for ever.')
export type Retention = z.output<typeof Retention>
