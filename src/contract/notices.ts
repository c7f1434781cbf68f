import { z } from 'zod'
import { dataKinds, NoticePlan, planStages, severities, stages, stakeholders } from '#core/notices'

const Instant = z.iso.datetime()
const Text = (most: number) => z.string().max(most)

export const NoticePlanView = z
  .object({
    plan: NoticePlan,
    revision: z
      .number()
      .int()
      .describe('0 while nobody has planned anything: then the plan is the usual one'),
    warnings: z.array(z.object({ contact: z.string(), text: z.string() })),
    placeholders: z.record(z.string(), z.string()).describe('words for templates, and what they stand for'),
    builtIn: z.record(z.enum(planStages), z.object({ subject: z.string(), body: z.string() })),
  })
  .meta({ id: 'NoticePlanView' })
export type NoticePlanView = z.infer<typeof NoticePlanView>

export const NoticePlanChange = z.object({ plan: NoticePlan, revision: z.number().int().min(0) })
export type NoticePlanChange = z.input<typeof NoticePlanChange>

const channelKinds = ['smtp', 'webhook', 'slack', 'teams', 'pagerduty', 'sms'] as const

export const ChannelView = z
  .object({
    id: z.string(),
    kind: z.enum(channelKinds),
    name: z.string(),
    where: z.string().describe('host it ends at'),
  })
  .meta({ id: 'ChannelView' })
export type ChannelView = z.infer<typeof ChannelView>
export const ChannelList = z.object({ channels: z.array(ChannelView) }).meta({ id: 'ChannelList' })
export type ChannelList = z.infer<typeof ChannelList>

export const NewChannel = z.object({
  kind: z.enum(channelKinds),
  settings: z.record(z.string(), z.unknown()).describe('what the kind wants; secrets are never given back'),
})
export type NewChannel = z.infer<typeof NewChannel>

export const ChannelTest = z.object({ to: Text(254).default('').describe('mail address or number') })
export const ChannelTested = z
  .object({ ok: z.boolean(), text: z.string().describe('what the receiver said, or why it failed') })
  .meta({ id: 'ChannelTested' })
export type ChannelTested = z.infer<typeof ChannelTested>

export const NoticeView = z
  .object({
    id: z.string(),
    stage: z.enum(stages),
    stakeholder: z.enum(stakeholders),
    contact: z.string(),
    name: z.string(),
    channel: z.string().describe("kind of the channel; '' when there is none"),
    state: z.enum(['waiting', 'sending', 'sent', 'failed']),
    attempts: z.number().int(),
    createdAt: Instant,
    createdBy: z.string(),
    dueAt: Instant,
    sentAt: Instant.nullable(),
    acknowledgedAt: Instant.nullable(),
    error: z.string(),
    subject: z.string(),
    text: z.string(),
  })
  .meta({ id: 'NoticeView' })
export type NoticeView = z.infer<typeof NoticeView>

export const IncidentNotices = z
  .object({
    notices: z.array(NoticeView).describe('newest first'),
    telling: z
      .object({
        line: z.string().describe('the state in one line'),
        severity: z.enum(severities),
        firstAt: Instant,
        nextUpdateAt: Instant.nullable(),
        acknowledgedAt: Instant.nullable(),
        closedAt: Instant.nullable(),
        escalated: z.number().int().describe('steps taken'),
        data: z.array(z.enum(dataKinds)),
      })
      .nullable()
      .describe('null while nobody was told'),
  })
  .meta({ id: 'IncidentNotices' })
export type IncidentNotices = z.infer<typeof IncidentNotices>

export const NoticeWanted = z.object({
  stage: z.enum(planStages),
  note: Text(5000).default('').describe('what the sender adds'),
  contacts: z.array(Text(64)).max(200).optional().describe('ids; those of the matrix when not given'),
})
export type NoticeWanted = z.input<typeof NoticeWanted>

export const NoticePreview = z
  .object({
    drafts: z.array(
      z.object({
        contact: z.string(),
        name: z.string(),
        stakeholder: z.enum(stakeholders),
        channel: z.string(),
        to: z.string(),
        subject: z.string(),
        text: z.string(),
        warnings: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'NoticePreview' })
export type NoticePreview = z.infer<typeof NoticePreview>

export const ExposedData = z.object({ data: z.array(z.enum(dataKinds)).min(1) })
export const NoticesQueued = z.object({ queued: z.array(NoticeView) }).meta({ id: 'NoticesQueued' })
export type NoticesQueued = z.infer<typeof NoticesQueued>

export const AcknowledgementToken = z.object({ token: Text(300) })
export const AcknowledgementView = z
  .object({ line: z.string(), name: z.string(), acknowledgedAt: Instant.nullable() })
  .meta({ id: 'AcknowledgementView' })
export type AcknowledgementView = z.infer<typeof AcknowledgementView>
