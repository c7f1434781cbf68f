import { z } from 'zod'

const Name = z.string().trim().max(200)

export const FirmwareTargetInput = z
  .object({
    vendor: Name.min(1).describe('as the newest audit names it'),
    product: Name,
    version: z.string().trim().min(1).max(100).describe('as the device shows it'),
    due: z.iso.date().nullable().default(null).describe('the last day, not past; null: none'),
  })
  .meta({ id: 'FirmwareTargetInput' })
export type FirmwareTargetInput = z.infer<typeof FirmwareTargetInput>

const Count = z.number().int()

export const FirmwareTargets = z
  .object({
    audit: z
      .object({ id: z.string(), at: z.string() })
      .nullable()
      .describe('the newest, whose devices are counted; null: none was made'),
    targets: z.array(
      FirmwareTargetInput.extend({
        id: z.string(),
        due: z.string().nullable(),
        by: z.string().describe('who set it'),
        at: z.string(),
        devices: Count.describe('of this model, as the newest audit saw them'),
        reached: Count.describe('of them, with this version or a later one'),
        below: Count,
        unknown: Count.describe('of them, with a version that cannot be compared; never counted as reached'),
        overdue: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'FirmwareTargets' })
export type FirmwareTargets = z.infer<typeof FirmwareTargets>
