import { z } from 'zod'
import { dutyStates } from '#core/handling'
import { IncidentFacts } from '#core/obligations'
import { ObligationReport, ObligationResult } from './obligations.ts'

// Whom law and contract ask to tell about one incident.

/** What people know of the incident; what is left out is not known. */
export const DutyFacts = IncidentFacts
export type DutyFacts = z.input<typeof IncidentFacts>

const Word = z.object({
  status: z.enum(dutyStates),
  note: z.string(),
  at: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
})

export const DutyResult = ObligationResult.extend({
  settled: Word.nullable().describe('given, or decided against'),
  signedOff: Word.nullable().describe('by counsel'),
  draft: z.string().describe('a notice to be completed, with what it must hold'),
})
export type DutyResult = z.infer<typeof DutyResult>

export const Duties = z
  .object({
    facts: z
      .record(z.string(), z.unknown())
      .describe('DutyFacts: what people said, and what Ringfence knows by itself'),
    assumed: z
      .array(z.object({ fact: z.string(), because: z.string() }))
      .describe('facts nobody has said, that Ringfence knows by itself'),
    due: z.array(DutyResult).describe('in the order to tell'),
    mayBeDue: z.array(DutyResult),
    notDue: z.array(DutyResult),
    questions: ObligationReport.shape.questions,
    holds: ObligationReport.shape.holds,
    notice: z.string(),
    zone: z.string(),
    next: z.string().nullable().describe('id of the notice to give next'),
  })
  .meta({ id: 'Duties' })
export type Duties = z.infer<typeof Duties>

export const DutyWord = z.object({
  status: z.enum(dutyStates),
  note: z
    .string()
    .trim()
    .max(4000)
    .default('')
    .describe('what proves it, or why nobody is told; only `open` may leave it out'),
})
