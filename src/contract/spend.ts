import { z } from 'zod'
import { MoneyJson } from './verdict.ts'

/** What the calls of a site cost this month, by its own clock, beside the budget its owner set. */
export const SpendView = z
  .object({
    month: z.string().regex(/^\d{4}-\d\d$/),
    timezone: z.string(),
    spent: MoneyJson.describe('since the first of the month'),
    today: MoneyJson,
    forecast: MoneyJson.nullable().describe(
      'by the end of the month; null while there is nothing to learn from',
    ),
    budget: MoneyJson.nullable().describe('limits.spendPerMonth of site.yaml; null: none is set'),
    state: z
      .enum(['none', 'within', 'heading-over', 'over'])
      .describe('none: no budget; heading-over: the forecast passes it; over: what was spent does'),
    days: z.array(z.object({ date: z.iso.date(), spent: MoneyJson })).describe('from the first to today'),
    others: z.array(MoneyJson).describe('spent in other currencies than the budget’s: not counted above'),
    unpriced: z.number().int().min(0).describe('calls of this month that no rate covers'),
  })
  .meta({ id: 'SpendView' })
export type SpendView = z.infer<typeof SpendView>
