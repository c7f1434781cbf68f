import { z } from 'zod'

const ProbeVerdictJson = z.object({
  probe: z.string().describe('P1 to P15'),
  verdict: z
    .enum(['pass', 'fail', 'quiet', 'not-tried'])
    .describe('quiet: nothing answered, which proves nothing; not-tried: the reason says what it would take'),
  severity: z.enum(['critical', 'high', 'medium', 'low', 'info']),
  check: z.string().nullable().describe('The check of the catalogue that it answers'),
  reason: z.string(),
  packets: z
    .object({ first: z.number().int(), end: z.number().int() })
    .describe('The packets it rests on, by their place in the log'),
})

/** What `ringfence probe --json` prints. */
export const ProbeReport = z.object({
  run: z.string().describe('Named in the user agent of every request'),
  dryRun: z.boolean(),
  targets: z.array(
    z.object({
      address: z.string(),
      owned: z.string().describe('Why it may be probed'),
      verdicts: z.array(ProbeVerdictJson),
      packets: z.array(
        z.object({
          at: z.string(),
          way: z.enum(['sent', 'received']),
          transport: z.enum(['udp', 'tcp', 'tls']),
          port: z.number().int(),
          bytes: z.number().int(),
          text: z.string().describe('Secrets are masked'),
        }),
      ),
    }),
  ),
})
export type ProbeReport = z.output<typeof ProbeReport>
