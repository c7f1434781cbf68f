import { z } from 'zod'

const Time = z.number().int().positive().describe('milliseconds since 1970')
const Text = z.string().min(1)

const FindingInfo = z.strictObject({
  uid: Text,
  title: z.string().optional(),
  desc: z.string().optional(),
  types: z.array(z.string()).optional(),
  created_time: Time.optional(),
  modified_time: Time.optional(),
  first_seen_time: Time.optional(),
  last_seen_time: Time.optional(),
  src_url: z.string().optional(),
})

const Compliance = z.strictObject({
  standards: z.array(Text).min(1).describe('required'),
  control: z.string().optional(),
  requirements: z.array(Text).optional(),
  status: z.string().optional(),
  status_code: z.string().optional(),
  status_detail: z.string().optional(),
  status_id: z.literal([0, 1, 2, 3, 99]).optional().describe('Unknown, Pass, Warning, Fail, Other'),
})

const Metadata = z.strictObject({
  version: z.literal('1.3.0'),
  product: z.strictObject({ name: Text, vendor_name: Text, version: z.string().optional() }),
  uid: z.string().optional(),
  log_name: z.string().optional(),
})

/** Compliance Finding, class 2003 of category 2. `unmapped` is the only place for what OCSF has no name for. */
export const ComplianceFinding = z
  .strictObject({
    activity_id: z.literal([0, 1, 2, 3, 99]),
    activity_name: z.string().optional(),
    category_uid: z.literal(2),
    category_name: z.literal('Findings').optional(),
    class_uid: z.literal(2003),
    class_name: z.literal('Compliance Finding').optional(),
    type_uid: z.number().int(),
    time: Time,
    severity_id: z.literal([0, 1, 2, 3, 4, 5, 6, 99]),
    severity: z.string().optional(),
    message: z.string().optional(),
    metadata: Metadata,
    finding_info: FindingInfo,
    compliance: Compliance,
    remediation: z.strictObject({ desc: Text, references: z.array(z.string()).optional() }).optional(),
    resources: z
      .array(
        z.strictObject({
          name: z.string().optional(),
          type: z.string().optional(),
          uid: z.string().optional(),
        }),
      )
      .optional(),
    unmapped: z.record(z.string(), z.unknown()).optional(),
  })
  .refine(({ class_uid, activity_id, type_uid }) => type_uid === class_uid * 100 + activity_id, 'type_uid')
