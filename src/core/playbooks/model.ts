import { z } from 'zod'

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/)
const Stamp = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)

/** What Ringfence can see of an incident by itself. */
const checks = [
  'opened',
  'dated',
  'every-account',
  'priced',
  'reconciled',
  'dispute-sent',
  'cause',
  'bundle',
  'duties',
  'audited',
  'patched',
  'doors-shut',
] as const

/** One thing to be done, by a person or by Ringfence. */
export const Task = z.strictObject({
  id: Id,
  /** Which of the playbook's steps it belongs to. */
  step: z.number().int().positive(),
  title: z.string().min(1),
  why: z.string().default(''),
  how: z.string().min(1),
  who: z.enum(['anyone', 'technician', 'manager', 'finance', 'legal']).default('anyone'),
  /** Minutes from the beginning by which it should be done. */
  within: z.number().int().positive().optional(),
  /** Tasks that must be done before. */
  after: z.array(Id).default([]),
  /** Facts of which one must hold; without any it always applies. */
  when: z.array(z.string()).default([]),
  /** `approval`: Ringfence can do it once somebody approves. `automatic`: within limits the owner set. */
  mode: z.enum(['manual', 'approval', 'automatic']).default('manual'),
  control: z.string().optional(),
  /** How Ringfence sees by itself that it is done, besides by its control. */
  check: z.enum(checks).optional(),
  evidence: z.string().default(''),
})
export type Task = z.output<typeof Task>

/** playbook.yaml: steps and tasks as data. */
export const Playbook = z.strictObject({
  id: Id,
  title: z.string().min(1),
  description: z.string().default(''),
  created: Stamp,
  modified: Stamp,
  steps: z.array(z.strictObject({ number: z.number().int().positive(), title: z.string() })).min(1),
  facts: z.record(z.string(), z.string()).default({}),
  tasks: z.array(Task).min(1),
})
export type Playbook = z.output<typeof Playbook>

/** rehearsal.yaml: situations, and what the playbook must say in each. */
export const Rehearsal = z.array(
  z.strictObject({
    name: z.string(),
    known: z.record(z.string(), z.boolean()),
    done: z.array(Id).default([]),
    begin: z.array(Id).default([]),
    waiting: z.array(Id).default([]),
    open: z.array(Id).default([]),
    not: z.array(Id).default([]),
  }),
)
