import { z } from 'zod'

const kinds = [
  'hangup',
  'bar-account',
  'rotate-secret',
  'rotate-admin-secret',
  'drop-contact',
  'block-destination',
  'block-international',
  'block-ip',
  'shut-trunk',
  'port-down',
  'quarantine-port',
  'change-setting',
] as const // prettier-ignore
const Target = z.string().trim().min(1).max(200)
const Instant = z.iso.datetime()

/** What a control would have done to the stored calls of the last 30 days. */
export const ControlPreview = z
  .object({
    fraudCalls: z.number().int(),
    legitimateCalls: z.number().int(),
    legitimateShare: z.number().describe('of the legitimate calls of that time, in thousandths'),
    hit: z
      .array(
        z.object({
          id: z.string(),
          startedAt: Instant,
          account: z.string(),
          dialled: z.string(),
          to: z.string(),
          sourceIp: z.string(),
        }),
      )
      .describe('the legitimate calls, newest first, at most 50'),
  })
  .meta({ id: 'ControlPreview' })

export const ControlView = z
  .object({
    id: z.string(),
    kind: z.enum(kinds),
    target: z
      .string()
      .describe(
        'account, prefix, address, trunk, channel, `file [section] key=value`; empty: all it is about',
      ),
    state: z.enum(['planned', 'approved', 'applying', 'in-force', 'drifted', 'expired', 'undone', 'failed']),
    verified: z.boolean().describe('read back from the system and found in force'),
    expiresAt: Instant.nullable().describe('null: until it is undone'),
    preview: ControlPreview.nullable().describe('null: could not be told'),
    customer: z.string(),
    site: z.string(),
    connection: z.string(),
    summary: z.string(),
    steps: z.array(z.string()).describe('the exact change, secrets masked; what goes begins with "- "'),
    risk: z.string().nullable().describe('why it wants a typed confirmation'),
    undoable: z.boolean(),
    ending: z.enum(['expired', 'undone', 'failed']).nullable().describe('what it is about to become'),
    error: z.string().nullable(),
    automatic: z.boolean(),
    requestedBy: z.string(),
    reason: z.string(),
    approvals: z.array(z.object({ by: z.string(), at: Instant })),
    approvalsNeeded: z.number().int(),
    createdAt: Instant,
    lastsSeconds: z.number().nullable(),
  })
  .meta({ id: 'Control' })
export type ControlView = z.infer<typeof ControlView>

export const Controls = z.object({ controls: z.array(ControlView) }).meta({ id: 'Controls' })
export type Controls = z.infer<typeof Controls>

/** What is to be contained. */
export const ContainBody = z
  .object({
    accounts: z.array(Target).max(500).default([]),
    prefixes: z.array(Target).max(500).default([]),
    ips: z.array(Target).max(500).default([]),
    international: z.boolean().default(false),
    lockdown: z.boolean().default(false),
    others: z
      .array(z.object({ kind: z.enum(kinds), target: z.string().max(200) }))
      .max(500)
      .default([])
      .describe('any other kind with its target'),
    lastsSeconds: z
      .number()
      .int()
      .min(60)
      .max(365 * 86_400)
      .default(86_400),
    reason: z.string().max(1000).default(''),
    confirmEmergencyRisk: z.boolean().default(false).describe('the risk has been read and typed'),
  })
  .meta({ id: 'ContainRequest' })
export type ContainBody = z.infer<typeof ContainBody>
export type ContainInput = z.input<typeof ContainBody>

export const ApproveControl = z.object({ confirmEmergencyRisk: z.boolean().default(false) })
