import type { ChannelView, NoticePlanView } from '#contract'

export type Plan = NoticePlanView['plan']
export type Contact = Plan['contacts'][number]
export type Stakeholder = Contact['stakeholder']
export type PlanStage = Plan['matrix'][Stakeholder][number]
export type ChannelKind = ChannelView['kind']

export const stakeholderNames: Readonly<Record<Stakeholder, string>> = {
  'it-leadership': 'IT leadership',
  'managed-it': 'Managed IT provider',
  'voip-provider': 'VoIP provider',
  finance: 'Finance',
  executives: 'Executives',
  legal: 'Legal',
  compliance: 'Compliance',
  custom: 'Others',
}
export const stakeholderList = Object.keys(stakeholderNames) as Stakeholder[]

export const stageNames: Readonly<Record<PlanStage, string>> = {
  'first-hour': 'First hour',
  update: 'Updates',
  closure: 'Closure',
}
export const stageList = Object.keys(stageNames) as PlanStage[]

export const kindNames: Readonly<Record<ChannelKind, string>> = {
  smtp: 'E-mail',
  webhook: 'Web hook',
  slack: 'Slack',
  teams: 'Microsoft Teams',
  pagerduty: 'PagerDuty',
  sms: 'Text message',
}

/** What a recipient's address on such a channel is called; null when the channel ends at one place. */
export const addressName = (kind: ChannelKind | undefined): string | null =>
  kind === 'smtp' ? 'E-mail address' : kind === 'sms' ? 'Mobile number' : null

interface FieldWords {
  readonly key: string
  readonly label: string
  readonly description?: string
  readonly placeholder?: string
  readonly secret?: boolean
  readonly optional?: boolean
  readonly number?: boolean
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
}

const name: FieldWords = { key: 'name', label: 'Name', description: 'So that you know it again.' }
const hook: readonly FieldWords[] = [
  name,
  {
    key: 'url',
    label: 'Address of the incoming webhook',
    placeholder: 'https://…',
    description: 'Whoever has it can write into the channel: it is kept like a password.',
  },
]

/** What each kind of channel wants to know. */
export const channelFields: Readonly<Record<ChannelKind, readonly FieldWords[]>> = {
  smtp: [
    { key: 'host', label: 'Mail server', placeholder: 'mail.example.com' },
    {
      key: 'tls',
      label: 'Encryption',
      choices: [
        { value: 'starttls', label: 'STARTTLS (usually port 587)' },
        { value: 'tls', label: 'TLS from the first byte (usually port 465)' },
        { value: 'none', label: 'None' },
      ],
    },
    { key: 'port', label: 'Port', optional: true, number: true, placeholder: 'the usual one' },
    { key: 'from', label: 'Sender', placeholder: 'alerts@example.com' },
    { key: 'user', label: 'User', optional: true, placeholder: 'when it wants one' },
    { key: 'secret', label: 'Password', optional: true, secret: true },
    {
      key: 'fingerprint',
      label: 'Fingerprint of its certificate',
      optional: true,
      placeholder: 'only when nobody signed it',
    },
  ],
  webhook: [
    name,
    { key: 'url', label: 'Address', placeholder: 'https://…' },
    {
      key: 'secret',
      label: 'Shared secret',
      secret: true,
      description: 'At least 16 characters. The receiver checks the signature with it.',
    },
  ],
  slack: hook,
  teams: hook,
  pagerduty: [
    name,
    { key: 'routingSecret', label: 'Integration key', secret: true, description: 'Events API v2.' },
  ],
  sms: [
    name,
    {
      key: 'provider',
      label: 'Provider',
      choices: [
        { value: 'twilio', label: 'Twilio' },
        { value: 'generic', label: 'Another one, by its HTTP API' },
      ],
    },
    { key: 'account', label: 'Account SID', optional: true, description: 'Of Twilio.' },
    {
      key: 'url',
      label: 'Address',
      optional: true,
      description: 'Of another one.',
      placeholder: 'https://…',
    },
    { key: 'secret', label: 'Token', secret: true },
    { key: 'from', label: 'Sender', placeholder: '+12025550123' },
  ],
}
