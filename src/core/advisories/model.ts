import { z } from 'zod'

const Version = z.string().min(1)

/** Versions from one to another; none of the keys: every version. */
export const VersionRange = z.object({
  from: Version.optional().describe('This one and later'),
  after: Version.optional().describe('Later than this one'),
  before: Version.optional().describe('Earlier than this one, which is the fix'),
  upTo: Version.optional().describe('This one and earlier; the fix is not named'),
  exact: Version.optional().describe('This one alone'),
})
export type VersionRange = z.output<typeof VersionRange>

/** What one provider says of one product. Several may describe the same product in different ways. */
export const Statement = z.object({
  vendor: z.string(),
  product: z.string(),
  provider: z.string().describe('Who says so: cna, nvd, cisa-adp …'),
  ranges: z.array(VersionRange),
  except: z
    .array(VersionRange)
    .optional()
    .describe('Versions that are not affected though a range holds them'),
  others: z
    .enum(['affected', 'unaffected'])
    .optional()
    .describe('Versions that no range names; not given: unknown'),
  unknown: z.boolean().optional().describe('The provider names the product and no usable version'),
})
export type Statement = z.output<typeof Statement>

export const Advisory = z.object({
  id: z.string(),
  aliases: z.array(z.string()),
  summary: z.string(),
  onlyIf: z
    .string()
    .optional()
    .describe('What has to be so besides the version; a check of the configuration settles it'),
  published: z.string().nullable(),
  scores: z
    .array(z.object({ provider: z.string(), version: z.string(), score: z.number(), severity: z.string() }))
    .describe('Every score with who gave it; the highest counts'),
  knownExploited: z.object({ since: z.string(), ransomware: z.boolean() }).nullable(),
  exploitation: z.enum(['none', 'poc', 'active']).nullable(),
  statements: z.array(Statement),
  references: z.array(z.string()),
})
export type Advisory = z.output<typeof Advisory>

/** A collection with its dates: content/advisories, or what was imported. */
export const AdvisoryBundle = z.object({
  title: z.string(),
  date: z.string().describe('State of the data, ISO 8601 date'),
  exploitedDate: z.string().nullable().describe('State of the list of known-exploited ones'),
  sources: z.array(z.string()),
  support: z
    .array(
      z.object({
        vendor: z.string(),
        product: z.string(),
        branch: z.string().describe('How the versions begin: 18, 1.6.2'),
        ends: z.iso.date().describe('After it, no fixes of weaknesses'),
      }),
    )
    .default([])
    .describe('Until when makers mend; what is not here is not known'),
  advisories: z.array(Advisory),
})
export type AdvisoryBundle = z.output<typeof AdvisoryBundle>
