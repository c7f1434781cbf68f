import { z } from 'zod'
import { numberTypes, riskClasses } from '#core/numbering'

const price = z.string().regex(/^\d+(\.\d{1,6})?$/)
/** Per minute, in the tariff's currency, as decimal strings: low, likely, high. */
const Band = z.tuple([price, price, price])
export type Band = z.output<typeof Band>

const Zone = z.strictObject({
  members: z.array(z.string().regex(/^([A-Z]{2}|001)$/)),
  fixed: Band,
  mobile: Band,
})

/** The built-in estimate of what a call costs where no rate deck is given: content/tariffs/estimate.yaml. */
export const Tariff = z
  .strictObject({
    title: z.string(),
    version: z.string(),
    note: z.string(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    zones: z.record(z.string(), Zone).describe('Countries that cost about the same'),
    countries: z
      .record(z.string(), z.strictObject({ fixed: Band, mobile: Band }))
      .describe('Countries with a price of their own, before the zones'),
    others: z
      .strictObject({ low: z.string(), medium: z.string(), high: z.string() })
      .describe('Zone of a country that is listed nowhere, by the risk of the destination'),
    classes: z
      .partialRecord(z.enum(riskClasses), Band)
      .describe('Least price of a risk class, wherever the number is'),
    types: z.partialRecord(z.enum(numberTypes), Band).describe('Price of a number type in another country'),
    domestic: z
      .partialRecord(z.enum([...numberTypes, ...riskClasses]), Band)
      .describe("Price in the site's own country, by type or risk class"),
    tollFreeInbound: Band.describe("What a caller to the site's own toll-free number costs the site"),
    unknown: Band.describe('A number nothing is known of'),
    perUnit: z
      .record(z.string().regex(/^[A-Z]{3}$/), price)
      .describe('Rough value of one unit of the tariff currency in others; for orders of magnitude only'),
  })
  .describe('The built-in price estimate')
export type Tariff = z.output<typeof Tariff>
