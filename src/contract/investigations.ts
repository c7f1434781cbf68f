import { z } from 'zod'
import { MarkJson, VerdictChange } from './marks.ts'
import { FlaggedCall, Verdict } from './verdict.ts'

/** What the console and scripts may say when they start one; files come beside it as multipart parts. */
export const InvestigationOptions = z.object({
  title: z.string().max(200).optional(),
  country: z.string().length(2).optional(),
  timezone: z.string().optional(),
  currency: z.string().length(3).optional(),
  format: z.string().optional(),
  since: z.string().optional(),
  until: z.string().optional(),
  now: z.string().optional(),
})
export type InvestigationOptions = z.infer<typeof InvestigationOptions>

export const InvestigationProgress = z.object({
  phase: z.enum(['waiting', 'reading', 'judging', 'writing', 'done', 'failed']),
  bytesRead: z.number().int(),
  bytesTotal: z.number().int(),
  rows: z.number().int(),
  calls: z.number().int(),
  rejected: z.number().int(),
  etaSeconds: z.number().int().nullable(),
})
export type InvestigationProgress = z.infer<typeof InvestigationProgress>

export const InvestigationSummary = z.object({
  id: z.string(),
  customer: z.string(),
  site: z.string(),
  title: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
  status: z.enum(['waiting', 'running', 'done', 'failed']),
  error: z.object({ code: z.string(), message: z.string(), remedy: z.string() }).nullable(),
  files: z.array(z.object({ name: z.string(), bytes: z.number().int(), sha256: z.string() })),
  verdict: z.enum(['breach', 'suspicious', 'clear']).nullable(),
  ongoing: z.boolean(),
  headline: z.string(),
  began: z.string().nullable(),
  likely: z.object({ micros: z.number().int(), currency: z.string() }).nullable(),
  progress: InvestigationProgress,
})
export type InvestigationSummary = z.infer<typeof InvestigationSummary>

/** One investigation whole. `result.flaggedCalls` holds the first 200; the rest by page. */
export const InvestigationView = InvestigationSummary.extend({
  result: Verdict.nullable(),
  flaggedTotal: z.number().int(),
  revised: z.boolean().describe('`result` is what is found with the marks; ?original=true gives the first'),
  judgingAgain: z.boolean(),
  change: VerdictChange.nullable(),
  marks: z.array(MarkJson).describe('newest first, also those taken back'),
})
export type InvestigationView = z.infer<typeof InvestigationView>

export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    remedy: z.string(),
  })
  .describe('RFC 9457')
export type Problem = z.infer<typeof Problem>

export const Started = z.object({ id: z.string() }).meta({ id: 'Started' })

/** A page of a list. `nextCursor` goes into `cursor` for the next one; null on the last. */
export const InvestigationPage = z
  .object({ items: z.array(InvestigationSummary), nextCursor: z.string().nullable() })
  .meta({ id: 'InvestigationPage' })

export const FlaggedCallPage = z
  .object({ items: z.array(FlaggedCall), total: z.number().int(), nextCursor: z.string().nullable() })
  .meta({ id: 'FlaggedCallPage' })
