import { z } from 'zod'

const uuid = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}'
const idOf = (type: string) => z.string().regex(new RegExp(`^${type}--${uuid}$`))
const Id = idOf('[a-z][a-z0-9-]+[a-z0-9]')
const Text = z.string()
const Texts = z.array(Text).min(1)
const Percent = z.number().int().min(0).max(100)
const Stamp = z
  .string()
  .regex(/^\d{4}-(0\d|1[012])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?Z$/)
/** created and modified: to the millisecond, no more and no less (3.1). */
const Moment = Stamp.regex(/\.\d{3}Z$/)
const Extensions = z
  .record(idOf('extension-definition'), z.record(z.string(), z.unknown()))
  .refine((each) => Object.keys(each).length > 0, 'an empty dictionary')
const Reference = z
  .strictObject({
    name: Text,
    description: Text.optional(),
    source: Text.optional(),
    url: Text.optional(),
    external_id: Text.optional(),
    reference_id: Text.optional(),
  })
  .refine((each) => Object.keys(each).length > 1, 'a name without a source')
const References = z.array(Reference).min(1)
const Variables = z.record(
  z.string().regex(/^__[a-zA-Z_][a-zA-Z0-9_-]{0,199}__$/),
  z.strictObject({
    type: Text,
    description: Text.optional(),
    value: z.string().nullable().optional(),
    constant: z.boolean().optional(),
    external: z.boolean().optional(),
  }),
)

const command = { description: Text.optional(), version: Text.optional(), playbook_activity: Text.optional() }
const PlainCommand = z
  .strictObject({
    type: z.enum(['manual', 'bash', 'caldera-cmd', 'powershell', 'ssh']),
    ...command,
    external_references: References.optional(),
    command: Text.optional(),
    command_b64: Text.optional(),
  })
  .refine((each) => (each.command === undefined) !== (each.command_b64 === undefined), 'one command')
const HttpCommand = z.strictObject({
  type: z.enum(['http-api', 'openc2-http']),
  ...command,
  external_references: References.optional(),
  command: Text,
  headers: z.record(z.string(), z.array(Text)).optional(),
  content: Text.optional(),
  content_b64: Text.optional(),
})

const step = {
  name: Text.optional(),
  description: Text.optional(),
  external_references: References.optional(),
  delay: z.number().int().positive().optional(),
  timeout: z.number().int().min(0).optional(),
  step_variables: Variables.optional(),
  owner: idOf('identity').optional(),
  step_extensions: Extensions.optional(),
}
const ways = { on_completion: Id.optional(), on_success: Id.optional(), on_failure: Id.optional() }
const args = { in_args: Texts.optional(), out_args: Texts.optional() }
const Step = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('start'), ...step, on_completion: Id }),
    z.strictObject({ type: z.literal('end'), ...step }),
    z.strictObject({
      type: z.literal('action'),
      ...step,
      ...ways,
      ...args,
      commands: z.array(z.union([PlainCommand, HttpCommand])).min(1),
      agent: Id,
      targets: z.array(Id).min(1).optional(),
    }),
    z.strictObject({
      type: z.literal('playbook-action'),
      ...step,
      ...ways,
      ...args,
      playbook_id: idOf('playbook'),
      playbook_version: Stamp.optional(),
    }),
    z.strictObject({ type: z.literal('parallel'), ...step, ...ways, next_steps: z.array(Id).min(2) }),
    z.strictObject({
      type: z.literal('if-condition'),
      ...step,
      ...ways,
      condition: Text,
      on_true: Id,
      on_false: Id.optional(),
    }),
    z.strictObject({ type: z.literal('while-condition'), ...step, ...ways, condition: Text, on_true: Id }),
    z.strictObject({
      type: z.literal('switch-condition'),
      ...step,
      ...ways,
      switch: Text,
      cases: z.record(z.string(), Id),
    }),
  ])
  .refine((each) => {
    const { type, on_completion, on_success, on_failure } = each as Record<string, unknown>
    if (type === 'end') return true
    return (on_completion === undefined) !== (on_success === undefined && on_failure === undefined)
  }, 'on_completion, or else on_success and on_failure')

/** Who acts or is acted upon: those that a playbook without machinery of its own needs. */
const party = {
  name: Text.min(1),
  description: Text.optional(),
  agent_target_extensions: Extensions.optional(),
}
const Address = z.strictObject({
  dname: Texts.optional(),
  ipv4: Texts.optional(),
  ipv6: Texts.optional(),
  l2mac: Texts.optional(),
  vlan: z.array(z.number().int().min(0).max(4095)).optional(),
  url: Texts.optional(),
})
const machine = {
  ...party,
  address: Address,
  port: Text.optional(),
  authentication_info: Id.optional(),
  category: Texts.optional(),
}
const Party = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['group', 'individual', 'organization']), ...party }),
  z.strictObject({ type: z.literal('security-category'), ...party, category: Texts }),
  z.strictObject({ type: z.enum(['http-api', 'linux', 'net-address', 'ssh']), ...machine }),
])
const SignIn = z.strictObject({
  type: z.enum(['http-basic', 'oauth2', 'user-auth']),
  name: Text.optional(),
  description: Text.optional(),
  user_id: Text.optional(),
  username: Text.optional(),
  password: Text.optional(),
  oauth_header: Text.optional(),
  token: Text.optional(),
  kms: z.boolean().optional(),
  kms_key_identifier: Text.optional(),
})
const Definition = z.strictObject({
  type: z.literal('extension-definition'),
  name: Text,
  description: Text.optional(),
  created_by: idOf('identity'),
  schema: Text,
  version: Text,
  external_references: References.optional(),
})
const marking = { id: Id, created_by: idOf('identity'), created: Stamp }
const Marking = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('marking-tlp'), ...marking, tlpv2_level: Text }),
  z.strictObject({ type: z.literal('marking-statement'), ...marking, statement: Text }),
])

/** Every key begins with the type of what stands under it (10.10). */
const byType = <T extends z.ZodType<{ type: string }>>(value: T) =>
  z
    .record(Id, value)
    .refine((each) => Object.keys(each).length > 0, 'an empty dictionary')
    .refine(
      (each) => Object.entries(each).every(([key, { type }]) => key.startsWith(`${type}--`)),
      'its type',
    )

const SUMMARY = [
  ...['manual_playbook', 'external_playbooks', 'parallel_processing', 'if_logic', 'while_logic'],
  ...['switch_logic', 'temporal_logic', 'data_markings', 'digital_signatures', 'countersigned_signatures'],
  'extensions',
]

/** A playbook of CACAO 2.0, section 3.1. */
export const CacaoDocument = z.strictObject({
  type: z.literal('playbook'),
  spec_version: z.literal('cacao-2.0'),
  id: idOf('playbook'),
  name: Text.min(1),
  description: Text.optional(),
  playbook_types: z.array(Text).optional(),
  playbook_activities: Texts.optional(),
  playbook_processing_summary: z.partialRecord(z.enum(SUMMARY), z.boolean()).optional(),
  created_by: idOf('identity'),
  created: Moment,
  modified: Moment,
  revoked: z.boolean().optional(),
  valid_from: Stamp.optional(),
  valid_until: Stamp.optional(),
  derived_from: z.array(Id).min(1).optional(),
  related_to: z.array(Id).min(1).optional(),
  priority: Percent.optional(),
  severity: Percent.optional(),
  impact: Percent.optional(),
  industry_sectors: Texts.optional(),
  labels: Texts.optional(),
  external_references: References.optional(),
  markings: z.array(Id).min(1).optional(),
  playbook_variables: Variables.optional(),
  workflow_start: idOf('start'),
  workflow_exception: Id.optional(),
  workflow: byType(Step),
  playbook_extensions: Extensions.optional(),
  authentication_info_definitions: byType(SignIn).optional(),
  agent_definitions: byType(Party).optional(),
  target_definitions: byType(Party).optional(),
  extension_definitions: byType(Definition).optional(),
  data_marking_definitions: byType(Marking).optional(),
})
