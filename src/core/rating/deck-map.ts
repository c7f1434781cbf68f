import { z } from 'zod'
import { ColumnRef, tableLayout } from './table.ts'

const text = z.union([z.string(), z.number()]).transform(String)

/** deck-map.yaml: how a carrier's own price list reads as a rate deck. */
export const DeckMap = z
  .strictObject({
    ...tableLayout,
    ratePer: z.enum(['minute', 'second']).default('minute').describe('What the rate column is the price of'),
    columns: z
      .strictObject({
        prefix: z
          .union([ColumnRef, z.array(ColumnRef).min(1)])
          .describe('E.164 digits; several columns are joined (country code, then area code)'),
        description: ColumnRef.optional(),
        rate_per_minute: ColumnRef,
        connection_fee: ColumnRef.optional(),
        initial_increment: ColumnRef.optional(),
        recurring_increment: ColumnRef.optional(),
        currency: ColumnRef.optional(),
        effective_from: ColumnRef.optional(),
        minimum_charge: ColumnRef.optional(),
      })
      .describe('Our column: the column of the file'),
    defaults: z
      .strictObject({
        connection_fee: text.optional(),
        initial_increment: text.optional(),
        recurring_increment: text.optional(),
        currency: z.string().optional(),
        effective_from: z.string().optional(),
        minimum_charge: text.optional(),
      })
      .default({})
      .describe('For columns the file lacks and cells that are empty'),
  })
  .describe('How a price list with another layout reads as a rate deck')
export type DeckMap = z.output<typeof DeckMap>
