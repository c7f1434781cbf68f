import type { AdvisoryMatches, AdvisoryUpdate } from '#contract'
import { plainText } from '#core/kernel'

/** Matches for people: what is exploited first, each with what to install. */
export function advisoriesScreen({ matches, unknown, unlisted, data }: AdvisoryMatches): string {
  const lines = matches.flatMap((match) => {
    const marks = [
      match.knownExploited ? `KNOWN EXPLOITED since ${match.exploitedSince}` : null,
      match.severity ? `${match.severity} ${match.score}` : null,
      match.reachable === null
        ? null
        : match.reachable
          ? 'can be reached from outside'
          : 'cannot be reached from outside',
    ].filter((each) => each !== null)
    return [
      `${match.id}  ${plainText(match.device)}: ${plainText(match.product)} ${plainText(match.installed)}  ${marks.join(', ')}`,
      `  ${plainText(match.summary)}${match.onlyIf ? ` ${plainText(match.onlyIf)}` : ''}`,
      `  ${match.fixedIn ? `Install ${plainText(match.fixedIn)} or later.` : 'The source names no fixed version: see its references.'}`,
    ]
  })
  const head = matches.length === 0 ? 'No device matches an advisory.' : `${matches.length} matches`
  const rest = [
    ...unknown.map(
      ({ id, device, reason }) => `cannot tell: ${id}  ${plainText(device)}: ${plainText(reason)}`,
    ),
    ...unlisted.map((device) => `nothing known of: ${plainText(device)}. That is no sign of safety.`),
    `Data of ${data.date} (${data.ageDays} days old), known-exploited list of ${data.exploitedDate ?? 'unknown date'}, ${data.advisories} advisories.`,
    ...(data.stale
      ? ['The data is more than 30 days old: import newer with `ringfence advisories update`.']
      : []),
  ]
  return [head, '', ...lines, ...(lines.length > 0 ? [''] : []), ...rest].join('\n')
}

export const updateScreen = ({ imported, advisories, date }: AdvisoryUpdate): string =>
  [
    ...imported.map(
      (each) =>
        `${plainText(each.file)}: ${each.kind}, ${each.advisories} advisories${each.skipped > 0 ? `, ${each.skipped} left out` : ''}`,
    ),
    `${advisories} advisories known, state ${date}`,
  ].join('\n')
