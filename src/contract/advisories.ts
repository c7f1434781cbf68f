import { z } from 'zod'

// The JSON of `advisories match` and `advisories update`: a public promise. Add fields freely; never rename or drop one.

const MatchJson = z.object({
  id: z.string(),
  device: z.string(),
  vendor: z.string(),
  product: z.string(),
  installed: z.string(),
  fixedIn: z
    .string()
    .nullable()
    .describe('First version without it on the branch installed; null: not named'),
  knownExploited: z.boolean(),
  exploitedSince: z.string().nullable(),
  exploitation: z.enum(['none', 'poc', 'active']).nullable(),
  reachable: z
    .boolean()
    .nullable()
    .describe('From outside, by the rules given; null: no rules or no address given'),
  severity: z.string().nullable(),
  score: z.number().nullable(),
  summary: z.string(),
  onlyIf: z.string().nullable().describe('What has to be so besides the version'),
  affected: z.string().nullable().describe('The range the source names'),
  provider: z.string(),
  references: z.array(z.string()).readonly(),
})

export const AdvisoryMatches = z.object({
  matches: z.array(MatchJson).readonly().describe('Known-exploited first'),
  unknown: z
    .array(
      z.object({
        id: z.string(),
        device: z.string(),
        installed: z.string(),
        knownExploited: z.boolean(),
        reason: z.string(),
      }),
    )
    .readonly()
    .describe('What the data cannot tell: never taken for "not affected"'),
  unlisted: z
    .array(z.string())
    .readonly()
    .describe('Devices no advisory here is about; that is no sign of safety'),
  data: z.object({
    date: z.string(),
    exploitedDate: z.string().nullable(),
    ageDays: z.number().int(),
    stale: z.boolean().describe('More than 30 days old'),
    advisories: z.number().int(),
  }),
})
export type AdvisoryMatches = z.infer<typeof AdvisoryMatches>

export const AdvisoryUpdate = z.object({
  imported: z
    .array(
      z.object({
        file: z.string(),
        kind: z.string(),
        advisories: z.number().int(),
        skipped: z.number().int(),
      }),
    )
    .readonly(),
  advisories: z.number().int().describe('Known now, those that come along included'),
  date: z.string(),
})
export type AdvisoryUpdate = z.infer<typeof AdvisoryUpdate>
