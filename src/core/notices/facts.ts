import type { Place } from '#core/incidents'
import { lengthText, type Money, moneyText, wallText, type Zone } from '#core/kernel'
import { askOf } from './built-in.ts'
import type { Severity, Sighting, Stage } from './model.ts'
import type { Stakeholder } from './plan.ts'
import type { Values } from './template.ts'

/** Kinds of data a breach may expose; the names of the obligations. */
export const dataKinds = [
  'cdr',
  'names-and-numbers',
  'voicemail',
  'recordings',
  'payment-card',
  'health',
  'credentials',
  'government-id',
] as const
export type DataKind = (typeof dataKinds)[number]

/** What notices say of an incident: plain facts, nothing guessed. Instants are UTC milliseconds. */
export interface Facts extends Place {
  readonly incident: string
  readonly title: string
  readonly kind: string
  readonly severity: Severity
  readonly began: number
  readonly noticed: number
  /** Null while it goes on. */
  readonly ended: number | null
  readonly accounts: readonly string[]
  readonly lost: { readonly low: Money; readonly likely: Money; readonly high: Money } | null
  readonly perMinute: Money | null
  readonly data: readonly DataKind[]
  /** The alerts it is made of, by id; empty for one that was found in records. */
  readonly parts: Readonly<Record<string, Sighting>>
}

/** Call records and passwords of phones alone are no data of others. */
const ofOthers: readonly DataKind[] = [
  'names-and-numbers',
  'voicemail',
  'recordings',
  'payment-card',
  'health',
  'government-id',
]
export const concernsLegal = ({ data }: Pick<Facts, 'data'>): boolean =>
  data.some((kind) => ofOthers.includes(kind))

const A_HUNDRED = 100_000_000

/** Money that runs away now is critical; what has stopped is as bad as it was dear. */
export function severityOf({
  ended,
  lost,
  perMinute,
}: Pick<Facts, 'ended' | 'lost' | 'perMinute'>): Severity {
  const likely = lost?.likely.micros ?? 0
  if (ended === null && (perMinute?.micros ?? 0) > 0) return 'critical'
  if (ended === null || likely >= A_HUNDRED) return 'high'
  return likely > 0 ? 'medium' : 'low'
}

/** "Pumped calls at Head office: still going on, about $1,200.00 lost so far." The one line somebody with a link may read. */
export function stateLine(facts: Facts, siteName: string): string {
  const lost =
    facts.lost && facts.lost.likely.micros > 0 ? `, about ${moneyText(facts.lost.likely)} lost` : ''
  return `${facts.title} at ${siteName}: ${facts.ended === null ? `still going on${lost} so far` : `it has stopped${lost}`}.`
}

export interface Setting {
  readonly siteName: string
  readonly customerName: string
  readonly zone: Zone
  readonly now: number
  /** When the next update is due, UTC milliseconds; null after the last one. */
  readonly next: number | null
}

/** The facts as the words of a template, for one recipient. */
export function valuesOf(
  facts: Facts,
  { siteName, customerName, zone, now, next }: Setting,
  {
    stakeholder,
    stage,
    note,
  }: { readonly stakeholder: Stakeholder; readonly stage: Stage; readonly note: string },
): Values {
  const at = (instant: number): string => `${wallText(instant, zone).slice(0, 16)} (${zone.name})`
  const { lost, perMinute, ended } = facts
  const range =
    lost && lost.low.micros !== lost.high.micros
      ? ` (at least ${moneyText(lost.low)}, at most ${moneyText(lost.high)})`
      : ''
  return {
    incident: facts.title,
    site: siteName,
    customer: customerName,
    severity: facts.severity,
    state:
      ended === null
        ? `still going on, for ${lengthText(Math.max(0, Math.round((now - facts.began) / 1000)))} now`
        : `it stopped ${at(ended)}`,
    began: at(facts.began),
    noticed: at(facts.noticed),
    ended: ended === null ? '' : at(ended),
    loss: lost ? `${moneyText(lost.likely)}${range}` : '',
    rate: perMinute && perMinute.micros > 0 && ended === null ? moneyText(perMinute) : '',
    accounts: facts.accounts.join(', '),
    data: facts.data.map((kind) => dataWords[kind]).join(', '),
    ask: askOf(stakeholder, stage),
    note,
    next: next === null ? '' : at(next),
    reference: facts.incident,
  }
}

const dataWords: Readonly<Record<DataKind, string>> = {
  cdr: 'call records',
  'names-and-numbers': 'names and numbers',
  voicemail: 'voicemail',
  recordings: 'recordings of calls',
  'payment-card': 'payment cards',
  health: 'health data',
  credentials: 'passwords',
  'government-id': 'identity numbers',
}
