import { setImmediate as othersFirst } from 'node:timers/promises'
import type { ObligationReport, ObligationResult } from '#contract'
import { DomainError, type Zone, zoneOf } from '#core/kernel'
import {
  type Calendar,
  type Decided,
  decide,
  IncidentFacts,
  type Obligation,
  type Questions,
  toCalendar,
} from '#core/obligations'
import type { InvestigatorTools } from './investigator.ts'

export interface ObligationTools extends Pick<InvestigatorTools, 'readYaml' | 'resolveHolidays' | 'now'> {
  readObligations(): Promise<{ rules: Obligation[]; questions: Questions }>
}

const NOTICE =
  'Rules as data, not legal advice: have counsel confirm what applies, its clock, and any decision not to notify.'

/** Whom law and contract ask to tell, by what the facts file says. `calendar` is the deadlines as an .ics file. */
export async function obligationsOf(path: string, tools: ObligationTools): Promise<DutyReport> {
  return reportOn(await tools.readYaml(path, IncidentFacts), path, tools)
}

export interface DutyReport {
  readonly report: ObligationReport
  /** The deadlines as an .ics file. */
  readonly calendar: string
}

/** The same for facts at hand; `path` names them in what is refused. */
export async function reportOn(
  facts: IncidentFacts,
  path: string,
  tools: Pick<ObligationTools, 'readObligations' | 'resolveHolidays' | 'now'>,
  incident?: string,
): Promise<DutyReport> {
  const { rules, questions } = await tools.readObligations()
  refuseUnknown(path, facts, rules, questions)
  const calendarOf = await calendars(facts, rules, tools, path)
  const decision = decide({ rules, facts, calendarOf })
  const result = (decided: Decided) => resultOf(decided, questions)
  const report: ObligationReport = {
    due: decision.due.map(result),
    mayBeDue: decision.mayBeDue.map((decided) => ({
      ...result(decided),
      question: questionOf(decided.asks[0] ?? '', questions),
    })),
    notDue: decision.notDue.map((decided) => ({ ...result(decided), reason: decided.reason })),
    questions: decision.questions.map(({ id, settles }) => ({
      id,
      question: questionOf(id, questions),
      settles,
    })),
    holds: decision.holds.map(({ by, until }) => ({
      by: by.id,
      until: instant(until),
      text: by.hold?.text ?? '',
    })),
    notice: NOTICE,
  }
  const entries = decision.due.flatMap(({ rule, due }) =>
    due.at === null
      ? []
      : [
          {
            // Two incidents in one calendar: neither takes the other's entries away.
            id: incident === undefined ? rule.id : `${rule.id}-${incident}`,
            at: due.at,
            title: `Due: ${rule.title}`,
            text: `${rule.recipients.join('; ')}\n${rule.deadline.text}\n${rule.citation}\n${NOTICE}`,
          },
        ],
  )
  return { report, calendar: toCalendar(entries, tools.now()) }
}

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

const questionOf = (id: string, { facts, answers }: Questions): string =>
  facts[id] ?? answers[id] ?? 'Nobody is obliged to: shall it be reported?'

function resultOf(
  { rule, due, date, asks, after, notBefore }: Decided,
  questions: Questions,
): ObligationResult {
  const counted = Object.keys(rule.deadline).length > 2
  const unknownStart = counted && due.via === null
  return {
    id: rule.id,
    title: rule.title,
    jurisdiction: rule.jurisdiction,
    category: rule.category,
    force: rule.force,
    applies: rule.applies,
    recipient: rule.recipients.join('; '),
    recipients: rule.recipients,
    deadline: rule.deadline.text,
    dueAt: instant(due.at),
    dueDate: date,
    clockFrom: due.from,
    clockVia: due.via,
    ...(unknownStart ? { clockQuestion: `When was this act: ${due.from}? (clocks.${due.from})` } : {}),
    asks: asks.filter((id) => id in questions.facts || id in questions.answers),
    ...(notBefore === undefined ? {} : { notBefore: instant(notBefore) }),
    after: [...after],
    contents: rule.contents,
    citation: rule.citation,
    url: rule.url,
    asOf: rule.asOf,
    unverified: rule.unverified,
    ...(rule.note ? { note: rule.note } : {}),
  }
}

/** A misspelt answer would leave a duty open for ever. */
function refuseUnknown(
  path: string,
  facts: IncidentFacts,
  rules: readonly Obligation[],
  questions: Questions,
): void {
  const ids = rules.map((rule) => rule.id)
  const given = [
    ...Object.keys(facts.answers).map((id) => ({
      key: `answers.${id}`,
      id,
      known: [...Object.keys(questions.answers), ...ids],
    })),
    ...Object.keys(facts.clocks).map((id) => ({
      key: `clocks.${id}`,
      id,
      known: [
        ...new Set(rules.flatMap((rule) => [rule.deadline.from, ...(rule.hold ? [rule.hold.from] : [])])),
      ],
    })),
    ...facts.inForce.map((id) => ({ key: `inForce: ${id}`, id, known: ids })),
  ]
  for (const { key, id, known } of given) {
    if (known.includes(id)) continue
    throw new DomainError(
      'fact-unknown',
      `${path}: ${key} is not known`,
      `Known are ${known.slice(0, 60).join(', ')}.`,
    )
  }
}

/** Where a jurisdiction counts its days, and whose holidays it keeps; '' where no calendar is known. */
const PLACES: Record<string, readonly [zone: string, holidays: string]> = {
  US: ['America/New_York', 'US'],
  EU: ['Europe/Brussels', 'BE'],
  UK: ['Europe/London', 'GB-ENG'],
  CA: ['America/Toronto', 'CA'],
  AU: ['Australia/Sydney', 'AU'],
  CH: ['Europe/Zurich', 'CH'],
  NZ: ['Pacific/Auckland', 'NZ'],
  SG: ['Asia/Singapore', 'SG'],
  JP: ['Asia/Tokyo', 'JP'],
  IN: ['Asia/Kolkata', ''],
  BR: ['America/Sao_Paulo', 'BR'],
  ZA: ['Africa/Johannesburg', 'ZA'],
}

async function calendars(
  facts: IncidentFacts,
  rules: readonly Obligation[],
  tools: Pick<ObligationTools, 'resolveHolidays'>,
  path: string,
): Promise<(jurisdiction: string) => Calendar> {
  const written = [facts.discoveredAt, facts.determinedAt, ...Object.values(facts.clocks)].flatMap((text) =>
    text === undefined ? [] : new Date(Date.parse(text)).getUTCFullYear(),
  )
  const years = new Set([...written, ...written.map((year) => year + 1)])
  const own = facts.timezone === undefined ? null : zoneOf(facts.timezone)
  if (own === null && facts.timezone !== undefined)
    throw new DomainError(
      'timezone-unknown',
      `${path}: "${facts.timezone}" is not an IANA time zone`,
      'Write it like "Europe/Berlin".',
    )
  const dates = new Map<string, Set<string>>()
  const counting = rules.filter((rule) => rule.deadline.businessDays !== undefined || rule.hold !== undefined)
  const regions = new Set(counting.map((rule) => placeOf(rule.jurisdiction, facts)[1]))
  for (const region of regions)
    if (region !== '') dates.set(region, new Set(await tools.resolveHolidays(region, years)))
  // A zone takes some milliseconds the first time, and there are a dozen.
  for (const zone of new Set(rules.map((rule) => placeOf(rule.jurisdiction, facts)[0]))) {
    zoneOf(zone)
    await othersFirst()
  }
  return (jurisdiction) => {
    const [zone, region] = placeOf(jurisdiction, facts)
    return {
      zone: own ?? (zoneOf(zone) as Zone),
      isHoliday: (date) => dates.get(region)?.has(date) ?? false,
    }
  }
}

/** A rule of no country (contracts, card brands) is counted where the organisation is. */
function placeOf(jurisdiction: string, { organisation }: IncidentFacts): readonly [string, string] {
  const country = jurisdiction.split('-')[0] ?? ''
  const home = organisation.countries?.[0] ?? 'US'
  const found = PLACES[country] ?? PLACES[home === 'GB' ? 'UK' : home]
  return found ?? (PLACES['US'] as readonly [string, string])
}
