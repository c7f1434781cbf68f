import { z } from 'zod'
import { kinds } from './kinds.ts'

/** What Ringfence does of its own accord when something bad goes on, weakest first. */
export const automaticSteps = ['off', 'notify', 'ask', 'act'] as const
export type AutomaticStep = (typeof automaticSteps)[number]

const Money = z
  .string()
  .regex(/^\d+(\.\d+)?$/)
  .describe("an amount in the site's currency")

export const ContainmentRule = z.strictObject({
  do: z.enum(['notify', 'ask', 'act']).describe('notify: tell people; ask: propose it; act: do it, and tell'),
  score: z.number().min(0).max(100).default(0).describe('how sure at least, 0-100'),
  perMinute: Money.optional().describe(
    "likely loss a minute of the calls in progress, at least, in the site's currency",
  ),
  lost: Money.optional().describe("likely loss so far, at least, in the site's currency"),
  kinds: z.array(z.enum(kinds)).min(1).optional().describe('only these; all when left out'),
  hours: z
    .enum(['open', 'closed'])
    .optional()
    .describe('only while the site is open for business, or closed'),
})
export type ContainmentRule = z.output<typeof ContainmentRule>

/** Kinds whose bad calls stand out, so that they can be cut without cutting others. */
const CLEAR_CUT = [
  'irsf',
  'call-forward',
  'voicemail-or-disa',
  'domestic-pumping',
  'brute-force',
  'prefix-scan',
  'admin-compromise',
  'subscription',
] as const

/** Automatic containment of a site: the strongest rule that fits decides, and `mode` caps it. */
export const Containment = z
  .strictObject({
    mode: z.enum(automaticSteps).default('act').describe('the most that may happen by itself'),
    dryRun: z.boolean().default(false).describe('only write down what would have been done'),
    rules: z
      .array(ContainmentRule)
      .max(50)
      .default(() => [
        { do: 'notify' as const, score: 0 },
        { do: 'ask' as const, score: 80 },
        { do: 'act' as const, score: 80, kinds: [...CLEAR_CUT] },
      ])
      .describe('the strongest that fits decides'),
    quiet: z
      .array(z.string().min(1).max(100))
      .max(500)
      .default([])
      .describe('accounts, E.164 prefixes and addresses of which people are only told'),
    limits: z
      .strictObject({
        accounts: z.number().int().nonnegative().default(5).describe('barred automatically at once'),
        trunks: z.number().int().nonnegative().default(0).describe('shut automatically at once'),
        share: z
          .number()
          .min(0)
          .max(100)
          .default(20)
          .describe('percent of the normal calls of the last weeks one act may hit'),
      })
      .default({ accounts: 5, trunks: 0, share: 20 }),
    lasts: z
      .string()
      .regex(/^[1-9]\d{0,4}[mhd]$/)
      .default('24h')
      .describe('how long what was done stays in force: 30m, 24h, 7d'),
    approvals: z
      .number()
      .int()
      .min(1)
      .max(2)
      .default(1)
      .describe('people who must approve what is not automatic'),
  })
  .describe('What Ringfence does by itself at this site, and how far it may go')
export type Containment = z.output<typeof Containment>

/** The policy of a site, with everything filled in that is not written. */
export const containmentOf = ({
  containment,
}: {
  readonly containment?: Containment | undefined
}): Containment => containment ?? Containment.parse({})
