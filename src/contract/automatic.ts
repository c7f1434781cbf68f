import { z } from 'zod'
import { KindJson, MoneyJson } from './verdict.ts'

const Instant = z.string().describe('ISO 8601, UTC')

/** What Ringfence did, asks for, or would have done against one alert. */
export const AutomaticAct = z
  .object({
    id: z.string(),
    at: Instant,
    alert: z.string(),
    incident: z.string(),
    account: z.string(),
    kind: KindJson,
    score: z.number().int(),
    perMinute: MoneyJson,
    lostSoFar: MoneyJson,
    step: z.enum(['notify', 'ask', 'act']).describe('told people; asks for approval; acted'),
    dryRun: z.boolean().describe('nothing was done: it would have been'),
    because: z.string().describe("why it is less than the rule says, '' when it is not"),
    reasons: z.array(z.string()),
    what: z.array(z.string()).describe('in words, a line each'),
    controls: z.array(z.string()).describe('ids of what was put in force, to undo it by'),
    cut: z.number().int().describe('calls cut so far'),
    problem: z.string().describe("what did not succeed, '' when all did"),
  })
  .meta({ id: 'AutomaticAct' })
export type AutomaticAct = z.infer<typeof AutomaticAct>

export const AutomaticActs = z.object({ acts: z.array(AutomaticAct) }).meta({ id: 'AutomaticActs' })
export type AutomaticActs = z.infer<typeof AutomaticActs>
