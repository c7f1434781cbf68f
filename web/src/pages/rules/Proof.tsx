import { useQuery } from '@tanstack/react-query'
import type { DetectionRule, RuleProof } from '#contract'
import { proofQuery } from '../../api/rules.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Records } from '../../components/Records.tsx'
import { Tag } from '../../components/Tag.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { clock, counted, utc } from '../../format.ts'

type Played = RuleProof['fires']

/** What the rule must speak on and what it must not, played now with the saved settings of the site. */
export function Proof({ place, rule }: { place: Place; rule: DetectionRule }) {
  const { data, error, refetch } = useQuery(proofQuery(place, rule.id))
  if (error) return <ErrorPanel error={error} retry={() => refetch()} />
  if (!data) return <Waiting lines={1} height={120} what="Playing the proof" />
  return (
    <div className="stack rule-proof">
      <p>
        <strong>What to do when it speaks.</strong> {rule.triage}
      </p>
      <Played
        title="It must speak on these"
        played={data.fires}
        good={`spoke ${counted(data.fires.spoke, 'time')}`}
        bad="stays silent with the limits of this site"
      />
      <Played
        title="It must not speak on these"
        played={data.quiet}
        good="stays silent"
        bad={`speaks ${counted(data.quiet.spoke, 'time')} with the limits of this site`}
      />
      <p className="faint rule-exact">
        As the engine reads it: <code>{rule.exact.where}</code>, then <code>{rule.exact.when}</code>; weighs{' '}
        <code>{rule.exact.weight}</code>
      </p>
    </div>
  )
}

interface Props {
  readonly title: string
  readonly played: Played
  readonly good: string
  readonly bad: string
}

function Played({ title, played, good, bad }: Props) {
  const rows = played.events.map((event, n) => ({ ...event, n }))
  return (
    <section className="stack-tight">
      <div className="row">
        <h3>{title}</h3>
        <Tag tone={played.holds ? 'safe' : 'watch'}>{played.holds ? good : bad}</Tag>
      </div>
      <Records
        label={title}
        rows={rows}
        keyOf={({ n }) => String(n)}
        columns={[
          { title: 'When (UTC)', cell: ({ at }) => utc(at), lead: true },
          { title: 'Account', cell: ({ account }) => account || '–' },
          { title: 'What', cell: ({ what }) => whatWords[what] ?? what },
          { title: 'Other end', cell: ({ other }) => other || '–', wide: true },
          {
            title: 'Length',
            cell: ({ seconds, what }) => (what in calls ? clock(seconds) : '–'),
            number: true,
          },
        ]}
      />
    </section>
  )
}

const calls: Readonly<Record<string, string>> = {
  outbound: 'Call out',
  inbound: 'Call in',
  internal: 'Call inside',
  through: 'Call in and out again',
}
const whatWords: Readonly<Record<string, string>> = {
  ...calls,
  'sign-in': 'Sign-in',
  'sign-in-failed': 'Sign-in, wrong password',
  'unknown-account': 'Sign-in, no such account',
  refused: 'Refused',
  'admin-sign-in': 'Administrator signed in',
  'admin-sign-in-failed': 'Administrator, wrong password',
  'contacts-full': 'Sign-in, too many phones already',
}
