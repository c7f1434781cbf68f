import { z } from 'zod'
import { Containment } from './containment.ts'
import { Retention } from './retention.ts'

const digits = z.string().regex(/^\d+$/)

/** What a site has otherwise than the detection rules say: by rule, whether it is on and which limits it has. */
export const RuleSettings = z
  .record(
    z.string().max(100),
    z.strictObject({
      on: z.boolean().default(true),
      limits: z.record(z.string().max(100), z.number()).default({}),
    }),
  )
  .describe('By rule: { on: false } switches it off, { limits: { leastCalls: 8 } } sets its numbers')
export type RuleSettings = z.output<typeof RuleSettings>

/** One place with its PBX, dial plan, time zone and business hours, as the owner wrote it in site.yaml. Everything is optional. */
export const SiteSettings = z
  .strictObject({
    name: z.string().default('This site'),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .default('US')
      .describe(
        'ISO 3166-1 alpha-2; sets dial plan, emergency numbers and currency where they are not given',
      ),
    timezone: z.string().default('UTC').describe('IANA; PBX files without offset are read in it'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional()
      .describe("ISO 4217; the country's when not given"),
    prefixes: z
      .strictObject({
        outsideLine: z.array(digits).optional().describe('Stripped first'),
        international: z.array(digits).optional().describe('Besides "+"'),
        national: z.array(digits).optional(),
        areaCode: digits.optional().describe('For short local dialling'),
      })
      .default({})
      .describe('As dialled on this PBX'),
    internal: z
      .array(z.string().regex(/^[\dXZNxzn]+$/))
      .default([])
      .describe('Patterns of extensions: X a digit, Z 1-9, N 2-9'),
    businessHours: z
      .record(z.string(), z.string())
      .optional()
      .describe('{ "mon-fri": "08:00-18:00" } when not given; a day without an entry is closed'),
    holidays: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .describe('A region ("US-NV") or dates ("2026-07-03")'),
    emergency: z.array(digits).default([]).describe("Emergency numbers besides the country's own"),
    known: z
      .array(z.string().regex(/^\+\d+$/))
      .default([])
      .describe('E.164 prefixes that are normal here'),
    limits: z
      .strictObject({
        spendPerDay: z
          .string()
          .regex(/^\d+(\.\d+)? [A-Z]{3}$/)
          .optional()
          .describe('Amount and ISO 4217 currency: "200 USD"'),
        spendPerMonth: z
          .string()
          .regex(/^\d+(\.\d+)? [A-Z]{3}$/)
          .optional()
          .describe('The budget, "1500 USD": people are told when it is passed or will be'),
        concurrentPerAccount: z.number().int().positive().optional(),
      })
      .default({}),
    rules: RuleSettings.default({}),
    retention: Retention.optional().describe('Left out: everything is kept until somebody deletes it'),
    containment: Containment.optional().describe('Left out: as if it were written with nothing inside'),
  })
  .describe('A site: its dial plan, time zone and business hours. Every key is optional.')
export type SiteSettings = z.output<typeof SiteSettings>
