import type { SiteFigures } from '#contract'
import type { Tone } from '../../words.ts'

/** Something that waits for a person: what, how pressing, and where to do it. */
export interface Need {
  readonly site: SiteFigures
  readonly tone: Tone
  readonly what: string
  readonly act: string
  readonly investigation: string | null
  readonly to: 'incident' | 'investigation' | 'investigations' | 'settings'
}

const weight: Readonly<Record<Tone, number>> = { loss: 0, watch: 1, unknown: 2, safe: 3 }

/** What the newest reading of a site says of it. */
export function standing({ latest }: SiteFigures): {
  tone: Tone
  live: boolean
  words: string
  rank: number
} {
  if (!latest) return { tone: 'unknown', live: false, words: 'Nothing read yet', rank: 1 }
  if (latest.status === 'failed') return { tone: 'watch', live: false, words: 'Could not be read', rank: 3 }
  if (latest.status !== 'done') return { tone: 'unknown', live: true, words: 'Reading', rank: 2 }
  if (latest.verdict === 'breach')
    return latest.ongoing
      ? { tone: 'loss', live: true, words: 'Breach, ongoing', rank: 6 }
      : { tone: 'loss', live: false, words: 'Breach', rank: 5 }
  if (latest.verdict === 'suspicious') return { tone: 'watch', live: false, words: 'Suspicious', rank: 4 }
  return { tone: 'safe', live: false, words: 'Clear', rank: 0 }
}

/** The most pressing first; of one site only the most pressing thing. */
export function needs(sites: readonly SiteFigures[]): readonly Need[] {
  return sites
    .flatMap((site) => needOf(site) ?? [])
    .sort(
      (a, b) =>
        weight[a.tone] - weight[b.tone] || (b.site.loss[0]?.micros ?? 0) - (a.site.loss[0]?.micros ?? 0),
    )
}

/** An incident somebody opened goes before whatever was read. */
function handling(site: SiteFigures, { state, title }: NonNullable<SiteFigures['handled']>): Need {
  const words = {
    open: 'is not contained yet',
    contained: 'is contained; find the way in and close it',
    recovering: 'is being recovered from',
  }
  return {
    site,
    investigation: null,
    to: 'incident',
    tone: state === 'open' ? 'loss' : 'watch',
    what: `“${title}” ${words[state]}`,
    act: state === 'open' ? 'Stop it' : 'Go on',
  }
}

function needOf(site: SiteFigures): Need | null {
  const { latest, handled } = site
  if (handled) return handling(site, handled)
  const look = { site, investigation: latest?.id ?? null, to: 'investigation' as const }
  if (latest?.verdict === 'breach' && latest.ongoing)
    return {
      ...look,
      tone: 'loss',
      what: 'A breach was still going on when the records ended',
      act: 'Stop it',
    }
  if (latest?.verdict === 'breach')
    return {
      ...look,
      tone: 'loss',
      what: 'A breach was found; it has stopped',
      act: 'Keep it from returning',
    }
  if (latest?.verdict === 'suspicious')
    return { ...look, tone: 'watch', what: 'Something looks odd', act: 'Look at it' }
  if (latest?.status === 'failed')
    return { ...look, tone: 'watch', what: `“${latest.title}” could not be read`, act: 'See why' }
  if (!latest)
    return {
      site,
      investigation: null,
      to: 'investigations',
      tone: 'unknown',
      what: 'No call records read yet',
      act: 'Read some',
    }
  if (!site.configured)
    return {
      site,
      investigation: null,
      to: 'settings',
      tone: 'unknown',
      what: 'Not set up: country, hours and dial plan are guesses',
      act: 'Set it up',
    }
  return null
}
