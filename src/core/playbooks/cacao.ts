import { z } from 'zod'

// As much of CACAO Security Playbooks 2.0 (OASIS, CS01 of 27 November 2023) as is read and written here. Objects keep what
// they hold besides, so that nothing of others is lost.

const uuid = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}'
const Identifier = z.string().regex(new RegExp(`^[a-z][a-z0-9-]+[a-z0-9]--${uuid}$`))
const Stamp = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)

const Command = z.looseObject({
  type: z.string(),
  command: z.string().optional(),
  command_b64: z.string().optional(),
  description: z.string().optional(),
  content: z.string().optional(),
  content_b64: z.string().optional(),
  playbook_activity: z.string().optional(),
})

const WorkflowStep = z.looseObject({
  type: z.enum([
    'start',
    'end',
    'action',
    'playbook-action',
    'parallel',
    'if-condition',
    'while-condition',
    'switch-condition',
  ]),
  name: z.string().optional(),
  description: z.string().optional(),
  on_completion: Identifier.optional(),
  on_success: Identifier.optional(),
  on_failure: Identifier.optional(),
  on_true: Identifier.optional(),
  on_false: Identifier.optional(),
  next_steps: z.array(Identifier).optional(),
  cases: z.record(z.string(), Identifier).optional(),
  condition: z.string().optional(),
  switch: z.string().optional(),
  playbook_id: z.string().optional(),
  agent: z.string().optional(),
  targets: z.array(z.string()).optional(),
  in_args: z.array(z.string()).optional(),
  out_args: z.array(z.string()).optional(),
  step_variables: z.record(z.string(), z.unknown()).optional(),
  commands: z.array(Command).optional(),
  step_extensions: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
})
export type WorkflowStep = z.output<typeof WorkflowStep>

export const CacaoPlaybook = z.looseObject({
  type: z.literal('playbook'),
  spec_version: z.literal('cacao-2.0'),
  id: Identifier,
  name: z.string(),
  description: z.string().optional(),
  playbook_types: z.array(z.string()).optional(),
  playbook_activities: z.array(z.string()).min(1).optional(),
  created_by: Identifier,
  created: Stamp,
  modified: Stamp,
  workflow_start: Identifier,
  workflow_exception: Identifier.optional(),
  workflow: z.record(Identifier, WorkflowStep),
  playbook_variables: z.record(z.string(), z.unknown()).optional(),
  playbook_extensions: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  agent_definitions: z.record(z.string(), z.looseObject({ type: z.string(), name: z.string() })).optional(),
  target_definitions: z.record(z.string(), z.looseObject({ type: z.string(), name: z.string() })).optional(),
  authentication_info_definitions: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  extension_definitions: z.record(z.string(), z.unknown()).optional(),
})
export type CacaoPlaybook = z.output<typeof CacaoPlaybook>

/** Where a step may go. */
export const exitsOf = (step: WorkflowStep): string[] =>
  [
    ...(step.next_steps ?? []),
    step.on_true,
    ...Object.values(step.cases ?? {}),
    step.on_false,
    step.on_success,
    step.on_completion,
    step.on_failure,
  ].filter((id) => id !== undefined)
