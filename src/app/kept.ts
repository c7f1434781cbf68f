import type { Verdict } from '#contract'
import type { Act, Incident, Outcome, Place } from '#core/incidents'

/** The incidents of a verdict as they are kept; in the same order. */
export function incidentsOf(
  place: Place,
  investigation: string | null,
  verdict: Verdict,
  idOf: (text: string) => string,
): Incident[] {
  return verdict.incidents.map((incident) => ({
    customer: place.customer,
    site: place.site,
    // The same finding saved again is the same incident.
    id: idOf(
      [place.customer, place.site, investigation, incident.kind, incident.began, ...incident.accounts].join(
        '\n',
      ),
    ),
    investigation,
    title: incident.title,
    kind: incident.kind,
    began: Date.parse(incident.began),
    ended: incident.ended === null ? null : Date.parse(incident.ended),
    accounts: incident.accounts,
    exposure: incident.exposure,
  }))
}

/** What lists show of a verdict. */
export const outcomeOf = (verdict: Verdict): Outcome => ({
  verdict: verdict.verdict,
  ongoing: verdict.ongoing,
  headline: verdict.headline,
  began: verdict.began === null ? null : Date.parse(verdict.began),
  likely: verdict.exposure.likely,
})

export const actOf = (
  actor: string,
  action: string,
  subject: string,
  detail: Act['detail'],
  at: number,
): Act => ({ actor, action, subject, detail, at })
