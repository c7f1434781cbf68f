import type { FlaggedCall, Verdict } from '#contract'
import type { Place } from '#core/incidents'
import { lengthText, moneyText } from '#core/kernel'
import type { TimelineEvent, TimelineSource } from './timeline.ts'

const HOUR = 3_600_000

/** Bad calls and hostile sign-ins of the investigations that belong to the incident. */
export const fromVerdicts =
  (verdictOf: (place: Place, investigation: string) => Promise<Verdict | null>): TimelineSource =>
  async ({ incident, standing }) => {
    const events: TimelineEvent[] = []
    for (const investigation of standing.investigations) {
      const verdict = await verdictOf(incident, investigation)
      if (verdict)
        events.push(...callsOf(verdict.flaggedCalls, investigation), ...signInsOf(verdict, investigation))
    }
    return events
  }

/** Thousands of calls are told by the hour, account and country. */
function callsOf(calls: readonly FlaggedCall[], investigation: string): TimelineEvent[] {
  const groups = new Map<string, FlaggedCall[]>()
  for (const call of calls) {
    const hour = Math.floor(Date.parse(call.startedAt) / HOUR)
    const key = [hour, call.account, call.to.slice(0, 4)].join(' ')
    groups.set(key, [...(groups.get(key) ?? []), call])
  }
  return [...groups].map(([key, group]) => {
    const first = group[0] as FlaggedCall
    const seconds = group.reduce((sum, { billableSeconds }) => sum + billableSeconds, 0)
    return {
      id: `calls-${investigation}-${key.replaceAll(' ', '-')}`,
      at: Date.parse(first.startedAt),
      kind: 'call' as const,
      title:
        group.length === 1
          ? `Account ${first.account} called ${first.to}`
          : `Account ${first.account}: ${group.length} calls to ${first.to.slice(0, 4)}… within the hour`,
      detail: `${lengthText(seconds)}, ${costOf(group)}. ${first.reason}`,
      by: null,
    }
  })
}

function costOf(calls: readonly FlaggedCall[]): string {
  const rated = calls.flatMap(({ cost }) => cost ?? [])
  const currency = rated[0]?.currency
  if (currency === undefined) return 'cost not known'
  return moneyText({ micros: rated.reduce((sum, { micros }) => sum + micros, 0), currency })
}

const signInsOf = ({ sources }: Verdict, investigation: string): TimelineEvent[] =>
  sources.map(({ ip, firstSeen, failed, succeeded, reason }) => ({
    id: `sign-in-${investigation}-${ip}`,
    at: Date.parse(firstSeen),
    kind: 'sign-in' as const,
    title: `Sign-ins from ${ip}: ${failed} failed, ${succeeded} succeeded`,
    detail: reason,
    by: null,
  }))
