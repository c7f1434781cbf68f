import type { LiveView } from '#contract'
import { utc } from '../../format.ts'

/** Says aloud when a phone system cannot be followed: what is shown then is not all there is. */
const names: Readonly<Record<string, string>> = {
  asterisk: 'Asterisk',
  freepbx: 'FreePBX',
  kamailio: 'Kamailio',
}
const nameOf = (kind: string): string => names[kind] ?? kind

export function Sources({ sources }: { sources: LiveView['sources'] }) {
  return (
    <div role="status" className="live-sources stack-tight">
      {sources
        .filter(({ lost }) => lost !== false)
        .map(({ id, kind, lost, since, reason }) => (
          <p key={id} className={`live-stale tone-${lost ? 'watch' : 'unknown'}`}>
            {lost ? (
              <>
                <strong>The {nameOf(kind)} of this site is lost</strong> since{' '}
                <time dateTime={since}>{utc(since).slice(11)}</time>: {reason}. It is tried again every few
                seconds; calls meanwhile are read from its records when it is back.
              </>
            ) : (
              <>Connecting to the {nameOf(kind)} of this site …</>
            )}
          </p>
        ))}
    </div>
  )
}
