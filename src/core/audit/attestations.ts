import { z } from 'zod'
import type { Finding } from './model.ts'

const DAY = 86_400_000

/** What a person looked at and answers for. */
export const Attestation = z.strictObject({
  check: z.string().describe('Id of the check: MFA-004'),
  answer: z.enum(['pass', 'fail']),
  by: z.string().min(1).describe('Who looked'),
  on: z.iso.date().describe('The day, 2026-03-01'),
  validDays: z.number().int().min(1).max(730).default(365).describe('How long it holds'),
  note: z.string().default('').describe('What was seen'),
})
export type Attestation = z.output<typeof Attestation>

/** attestations.yaml: answers to checks that only a person can give. */
export const AttestationFile = z
  .strictObject({ attestations: z.array(Attestation) })
  .describe('Answers to checks that only a person can give, dated and signed with a name.')
export type AttestationFile = z.output<typeof AttestationFile>

/** Manual findings with the newest answer a person gave to each, while it holds. What the files tell is not overruled by anybody. */
export function attest(findings: readonly Finding[], given: readonly Attestation[], now: number): Finding[] {
  return findings.map((finding) => {
    if (finding.status !== 'manual') return finding
    const newest = given
      .filter(({ check, on }) => check === finding.check && Date.parse(on) <= now)
      .toSorted((a, b) => (a.on < b.on ? 1 : -1))[0]
    return newest ? answered(finding, newest, now) : finding
  })
}

function answered(finding: Finding, { answer, by, on, validDays, note }: Attestation, now: number): Finding {
  const words = `${by} on ${on}${note === '' ? '' : `: ${note}`}`
  if (now > Date.parse(on) + validDays * DAY)
    return { ...finding, reason: `${finding.reason} (The last answer, by ${words}, has ended.)` }
  return { ...finding, status: answer, reason: `Attested by ${words}` }
}
