import type { LiveView } from '#contract'
import { Moment } from '../../components/Moment.tsx'

/** Says aloud when a phone system cannot be followed: what is shown then is not all there is. */
const names: Readonly<Record<string, string>> = {
  asterisk: 'Asterisk',
  freepbx: 'FreePBX',
  kamailio: 'Kamailio',
}
const nameOf = (kind: string): string => names[kind] ?? kind

export function Sources({ sources, zone }: { sources: LiveView['sources']; zone: string }) {
  return (
    <div role="status" className="live-sources stack-tight">
      {sources
        .filter(({ lost }) => lost !== false)
        .map(({ id, kind, lost, since, reason }) => (
          <p key={id} className={`live-stale tone-${lost ? 'watch' : 'unknown'}`}>
            {lost ? (
              <>
                <strong>The {nameOf(kind)} of this site is lost</strong> since{' '}
                <Moment at={since} zone={zone} short />: {reason}. It is tried again every few seconds; calls
                meanwhile are read from its records when it is back.
              </>
            ) : (
              <>Connecting to the {nameOf(kind)} of this site …</>
            )}
          </p>
        ))}
    </div>
  )
}
