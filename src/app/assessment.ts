import type { AuditReport, DrillReport } from '#contract'
import { type CheckSource, type Finding, rankFixes } from '#core/audit'
import { moneyText, parseMicros, type SiteSettings } from '#core/kernel'
import { type AssessmentFacts, type AttackFacts, assessmentReport, type Document } from '#core/reports'

const DAY_SECONDS = 86_400
const MOST_ATTACKS = 16

export interface AssessmentParts {
  readonly site: string
  readonly report: AuditReport
  /** What fails and nobody has accepted. */
  readonly toMend: readonly Finding[]
  readonly checks: readonly CheckSource[]
  /** The firmware that models are to be brought to. */
  readonly targets: AssessmentFacts['targets']
  /** What simulated attacks did at the site, and its settings. */
  readonly drilled: { readonly report: DrillReport; readonly settings: SiteSettings } | null
}

/** The assessment of a site as a document. */
export function assessmentOf(
  { site, report, toMend, checks, targets, drilled }: AssessmentParts,
  about: Pick<Document, 'madeAt' | 'madeBy'>,
): Document {
  const facts: AssessmentFacts = {
    ...report,
    site,
    fixes: rankFixes(toMend, checks),
    targets,
    attacks: drilled && attacksOf(drilled),
  }
  return assessmentReport(facts, about)
}

function attacksOf({ report, settings }: NonNullable<AssessmentParts['drilled']>): AttackFacts {
  const [amount = '', currency = ''] = settings.limits?.spendPerDay?.split(' ') ?? []
  const perDay = parseMicros(amount)
  const limit = perDay === null || currency === '' || amount === '' ? null : { micros: perDay, currency }
  return {
    limit: limit && moneyText(limit),
    estimated: report.estimated,
    scenarios: report.scenarios
      .filter(({ lossUnseen }) => lossUnseen.micros > 0)
      .slice(0, MOST_ATTACKS)
      .map(({ title, detectedAfterSeconds, lossAtCutOff, lossUnseen, lastsSeconds }) => ({
        title,
        detectedAfterSeconds,
        lossAtCutOff,
        lossUnseen,
        lossByLimit:
          limit?.currency === lossUnseen.currency
            ? // An attack of an hour may touch two days: what is left is at most this.
              {
                currency: limit.currency,
                micros: Math.min(
                  lossUnseen.micros,
                  limit.micros * (Math.floor(lastsSeconds / DAY_SECONDS) + 2),
                ),
              }
            : null,
      })),
  }
}
