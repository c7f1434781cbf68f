import { z } from 'zod'

// The JSON of `obligations`: a public promise. Add fields freely; never rename or drop one.

export const ObligationResult = z.object({
  id: z.string(),
  title: z.string(),
  jurisdiction: z.string(),
  category: z.string(),
  force: z.string(),
  applies: z.string(),
  recipient: z.string(),
  recipients: z.array(z.string()),
  deadline: z.string().describe('in the words of the rule'),
  dueAt: z.string().nullable().describe('null: without delay, or its clock has not started or is not known'),
  dueDate: z.string().nullable().describe('the last day, where it is counted'),
  clockFrom: z.string().describe('the act the rule counts from'),
  clockVia: z.string().nullable().describe('the key of the facts that gave it; null: none did'),
  clockQuestion: z.string().optional().describe('what to find out so that the deadline can be counted'),
  question: z.string().optional().describe('of mayBeDue: what settles it'),
  asks: z.array(z.string()).describe('ids of all questions that settle it'),
  reason: z.string().optional().describe('of notDue'),
  notBefore: z
    .string()
    .nullable()
    .optional()
    .describe('nobody of these may be told earlier; null: not until law enforcement allows it'),
  after: z.array(z.string()).describe('to be told first'),
  contents: z.array(z.string()),
  citation: z.string(),
  url: z.string(),
  asOf: z.string(),
  unverified: z.boolean().describe('true: check the rule before relying on it'),
  note: z.string().optional(),
})
export type ObligationResult = z.infer<typeof ObligationResult>

export const ObligationReport = z.object({
  due: z.array(ObligationResult).describe('in the order to tell'),
  mayBeDue: z.array(ObligationResult),
  notDue: z.array(ObligationResult),
  questions: z
    .array(z.object({ id: z.string(), question: z.string(), settles: z.number().int() }))
    .describe('the role first, then by how many obligations an answer settles'),
  holds: z.array(z.object({ by: z.string(), until: z.string().nullable(), text: z.string() })),
  notice: z.string(),
})
export type ObligationReport = z.infer<typeof ObligationReport>
