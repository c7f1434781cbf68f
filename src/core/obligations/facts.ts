import { z } from 'zod'
import { exposedData, roles, sectors } from './model.ts'

const Instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/)
  .describe('ISO 8601, such as 2026-03-06T21:04:11Z')
const code = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z]{2,3})?$/)
  .transform((text) => text.toUpperCase())

/** facts.yaml: what is known of an incident. What is left out is unknown, and asked for. */
export const IncidentFacts = z
  .strictObject({
    organisation: z
      .strictObject({
        roles: z
          .array(z.enum(roles))
          .min(1)
          .optional()
          .describe('Whoever only uses a phone system: pbx-end-user'),
        countries: z.array(code).optional().describe('Where it works, ISO 3166-1 alpha-2'),
        states: z.array(code).optional().describe('NV, US-NV or CA-QC'),
        publicCompany: z.boolean().optional().describe('Listed in the US'),
        sectors: z.array(z.enum(sectors)).optional().describe('[] for none'),
      })
      .default({}),
    discoveredAt: Instant.optional().describe('When somebody first knew of the incident'),
    determinedAt: Instant.optional().describe('When it was established that a breach happened'),
    clocks: z
      .record(z.string(), Instant)
      .default({})
      .describe(
        'Other acts that start a clock: awareness, materiality_determination, notice_to_individuals …',
      ),
    affected: z
      .array(
        z.strictObject({
          country: code,
          state: code.optional(),
          people: z.number().int().nonnegative().optional(),
        }),
      )
      .optional()
      .describe('People whose data are touched; [] for nobody'),
    data: z
      .array(z.enum(exposedData))
      .optional()
      .describe('Data that somebody reached or may have; [] for none'),
    tollFraudOnly: z
      .boolean()
      .optional()
      .describe('Calls were placed at the expense of the organisation, and nothing else'),
    loss: z
      .union([
        z.boolean(),
        z.number().nonnegative(),
        z.string(),
        z.strictObject({ micros: z.number().int(), currency: z.string() }),
      ])
      .optional()
      .describe('Money lost: "1200 USD", a number, or true'),
    intentional: z.boolean().optional(),
    encrypted: z.boolean().optional().describe('And the key not taken'),
    emergencyCallsAffected: z.boolean().optional(),
    outage: z
      .strictObject({ minutes: z.number().nonnegative(), userMinutes: z.number().nonnegative().optional() })
      .optional(),
    answers: z.record(z.string(), z.boolean()).default({}).describe('Answers to questions, by their id'),
    inForce: z
      .array(z.string())
      .default([])
      .describe('Rules to treat as in force although the content does not say so yet'),
    lawEnforcementDelay: z
      .strictObject({ agency: z.string(), until: Instant.optional(), written: z.boolean().default(false) })
      .optional()
      .describe('A request not to tell others yet'),
    timezone: z.string().optional().describe('IANA zone in which days are counted; else that of the rule'),
  })
  .describe('What is known of an incident')
export type IncidentFacts = z.output<typeof IncidentFacts>
