import type { Place } from '#core/incidents'
import type { Money } from '#core/kernel'
import { type DataKind, type Facts, severityOf } from './facts.ts'
import type { Sighting } from './model.ts'

const hasVoicemail = (kind: string): boolean => kind === 'voicemail-or-disa'

/** The facts of an incident after another alert of it, or the same alert again. `before` is null for the first. */
export function withSighting(
  before: Facts | null,
  { customer, site, incident }: Place & { readonly incident: string },
  sighting: Sighting,
  now: number,
): Facts {
  return summed(
    {
      customer,
      site,
      incident,
      noticed: before?.noticed ?? now,
      ended: null,
      data: unite(before?.data ?? [], hasVoicemail(sighting.kind) ? ['voicemail'] : []),
      began: Math.min(before?.began ?? sighting.began, sighting.began),
      accounts: before?.accounts ?? [],
      lost: before?.lost ?? null,
    },
    { ...before?.parts, [sighting.id]: sighting },
  )
}

/** As it stands now by the live engine; an attack of which it sees nothing any more has stopped. */
export function refreshed(facts: Facts, seen: readonly Sighting[], now: number): Facts {
  const attacks = new Set(Object.values(facts.parts).map(({ incident }) => incident))
  const mine = seen.filter(({ incident }) => attacks.has(incident))
  if (attacks.size === 0) return facts
  if (mine.length === 0) {
    const stopped = { ...facts, ended: facts.ended ?? now, perMinute: null }
    return { ...stopped, severity: severityOf(stopped) }
  }
  // What is not seen any more costs nothing any more.
  const quiet = Object.entries(facts.parts).map(([id, part]) => [
    id,
    { ...part, perMinute: { ...part.perMinute, micros: 0 } },
  ])
  const before: Facts = { ...facts, parts: Object.fromEntries(quiet) }
  return mine.reduce((kept, each) => withSighting(kept, facts, each, now), before)
}

export const unite = (a: readonly DataKind[], b: readonly DataKind[]): DataKind[] => [
  ...new Set([...a, ...b]),
]

function summed(
  base: Pick<
    Facts,
    'customer' | 'site' | 'incident' | 'noticed' | 'ended' | 'data' | 'began' | 'accounts' | 'lost'
  >,
  parts: Readonly<Record<string, Sighting>>,
): Facts {
  const all = Object.values(parts).sort((a, b) => b.lost.likely.micros - a.lost.likely.micros)
  const [worst] = all
  const accounts = [...new Set([...base.accounts, ...all.map(({ account }) => account)])]
  const currency = worst?.perMinute.currency ?? 'USD'
  const total = (of: (each: Sighting) => Money): Money => ({
    micros: all.reduce((sum, each) => sum + of(each).micros, 0),
    currency,
  })
  const live = {
    low: total(({ lost }) => lost.low),
    likely: total(({ lost }) => lost.likely),
    high: total(({ lost }) => lost.high),
  }
  const money = {
    // Records may know of more than was seen live.
    lost: base.lost && base.lost.likely.micros > live.likely.micros ? base.lost : live,
    perMinute: total(({ perMinute }) => perMinute),
  }
  const what = worst?.what ?? ''
  return {
    ...base,
    ...money,
    title: what.charAt(0).toUpperCase() + what.slice(1),
    kind: worst?.kind ?? 'other',
    severity: severityOf({ ended: base.ended, ...money }),
    accounts: accounts.filter((account) => account !== ''),
    parts,
  }
}
