import { z } from 'zod'
import { MoneyJson } from './verdict.ts'

const Column = z.string().max(200).optional().describe('header of the column in the file')

/** Which column of a price list is what. The same as deck-map.yaml says, as far as a form can. */
export const DeckMapping = z
  .object({
    columns: z.object({
      prefix: z.string().max(200),
      rate_per_minute: z.string().max(200),
      description: Column,
      connection_fee: Column,
      initial_increment: Column,
      recurring_increment: Column,
      currency: Column,
      effective_from: Column,
      minimum_charge: Column,
    }),
    decimal: z.enum(['point', 'comma']).default('point'),
    dates: z.enum(['ymd', 'dmy', 'mdy']).default('ymd'),
    ratePer: z.enum(['minute', 'second']).default('minute'),
    currency: z
      .string()
      .regex(/^[A-Za-z]{3}$/)
      .optional()
      .describe('ISO 4217, where the file has no such column'),
    effectiveFrom: z.iso.date().optional().describe('from this day, where the file says nothing'),
  })
  .meta({ id: 'DeckMapping' })
export type DeckMapping = z.infer<typeof DeckMapping>

export const DeckText = z.object({
  text: z.string().min(1).describe('the price list, CSV'),
  mapping: DeckMapping.optional().describe('without it the columns must be ours, or are guessed'),
})
export type DeckText = z.infer<typeof DeckText>

export const RateJson = z.object({
  prefix: z.string(),
  description: z.string(),
  perMinute: z.string().describe('exact decimal of the currency'),
  connectionFee: z.string(),
  initialIncrement: z.number().int().describe('seconds'),
  recurringIncrement: z.number().int().describe('seconds'),
  effectiveFrom: z.string().nullable().describe('null: always'),
})
export type RateJson = z.infer<typeof RateJson>

export const DeckSummary = z
  .object({
    rows: z.number().int(),
    prefixes: z.number().int(),
    currency: z.string(),
    ahead: z.number().int().describe('rows that are not in force yet'),
    nextChange: z.string().nullable().describe('when the next of them comes into force'),
  })
  .meta({ id: 'DeckSummary' })
export type DeckSummary = z.infer<typeof DeckSummary>

export const SiteRates = z
  .object({ deck: DeckSummary.nullable().describe('null: the built-in estimate') })
  .meta({ id: 'SiteRates' })
export type SiteRates = z.infer<typeof SiteRates>

export const DeckPreview = z
  .object({
    header: z.array(z.string()),
    rows: z.array(z.array(z.string())).describe('the first lines, as they are'),
    mapping: DeckMapping.partial({ columns: true })
      .extend({ columns: DeckMapping.shape.columns.partial() })
      .describe('as given, or as guessed'),
    deck: DeckSummary.nullable().describe('null: it cannot be read like this'),
    rates: z.array(RateJson).describe('the first rates, as they were understood'),
    rejected: z.number().int(),
    rejects: z.array(z.object({ line: z.number().int(), reason: z.string() })).describe('the first of them'),
    problem: z.string().nullable().describe('why it cannot be read like this'),
  })
  .meta({ id: 'DeckPreview' })
export type DeckPreview = z.infer<typeof DeckPreview>

export const DeckImport = DeckText.extend({
  mode: z
    .enum(['replace', 'add'])
    .default('replace')
    .describe('add: beside the rows there are; of two for one prefix the later in force counts'),
})
export type DeckImport = z.infer<typeof DeckImport>

export const RateTrial = z
  .object({
    e164: z.string().nullable().describe('null: this is no number outside the site'),
    kind: z.string(),
    country: z.string(),
    risk: z.enum(['low', 'medium', 'high']),
    estimated: z.boolean().describe('by the built-in estimate: the site has no deck'),
    rate: RateJson.nullable().describe('null: no rate covers it'),
    billedSeconds: z.number().int(),
    cost: MoneyJson.nullable(),
    lowest: MoneyJson.nullable(),
    highest: MoneyJson.nullable(),
  })
  .meta({ id: 'RateTrial' })
export type RateTrial = z.infer<typeof RateTrial>
