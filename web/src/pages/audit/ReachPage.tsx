import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { AuditReach } from '#contract'
import { type CellName, reachQuery } from '../../api/audits.ts'
import { type Place, usePlace } from '../../api/session.ts'
import { Tag } from '../../components/Tag.tsx'
import { AskForm } from './AskForm.tsx'
import { CellPanel } from './CellPanel.tsx'
import { CheckLink } from './CheckLink.tsx'
import { DeadRules } from './DeadRules.tsx'
import { Loaded } from './Loaded.tsx'
import { Matrix } from './Matrix.tsx'
import { useAuditId } from './use-audit.ts'
import { statusTone, statusWords } from './words.ts'

/** Who can reach what, exactly, by the rules of the firewalls. */
export function ReachPage() {
  const place = usePlace()
  useEffect(() => {
    document.title = 'Reach · Audit · Ringfence'
  }, [])
  return place && <Reach place={place} />
}

function Reach({ place }: { place: Place }) {
  const id = useAuditId()
  const query = useQuery(reachQuery(place, id))
  return (
    <Loaded query={query} what="Loading who reaches what">
      {(reach) => <Whole key={id} place={place} reach={reach} />}
    </Loaded>
  )
}

function Whole({ place, reach }: { place: Place; reach: AuditReach }) {
  const [chosen, setChosen] = useState<CellName | null>(null)
  const hasZones = reach.zones.length > 0
  if (reach.dead === null) return <NoRules />
  return (
    <div className="stack">
      {hasZones ? (
        <>
          <Matrix reach={reach} chosen={chosen} choose={setChosen} />
          {chosen && <CellPanel place={place} cell={chosen} close={() => setChosen(null)} />}
        </>
      ) : (
        <section className="panel stack-tight">
          <h2>Zones against zones</h2>
          <p className="soft measure">
            This audit knows no zones. Send a <code>zones.yaml</code> with the rules, or write it under{' '}
            <Link to="/audit/new">New audit</Link>: what the parts of the network are called. Then every zone
            is asked about every other.
          </p>
        </section>
      )}
      <Questions questions={reach.questions} />
      <AskForm place={place} zones={reach.zones.map(({ name }) => name)} />
      <DeadRules dead={reach.dead} />
    </div>
  )
}

function NoRules() {
  return (
    <section className="panel stack-tight">
      <h2>No rules of a firewall were given</h2>
      <p className="soft measure">
        Send what the firewall exports with the next audit: <code>iptables-save</code>,{' '}
        <code>nft -j list ruleset</code>, a pfSense <code>config.xml</code>, a MikroTik or UniFi export, a
        Cisco configuration. Then it is said exactly who reaches what, with a packet that gets through and the
        rule that lets it.
      </p>
      <p>
        <Link to="/audit/new">New audit</Link>
      </p>
    </section>
  )
}

function Questions({ questions }: { questions: AuditReach['questions'] }) {
  return (
    <section className="panel stack" aria-labelledby="questions">
      <h2 id="questions">The standard questions</h2>
      <ul className="plain-list">
        {questions.map(({ check, title, status }) => (
          <li key={check} className="question">
            <Tag tone={statusTone(status)}>{statusWords[status]}</Tag>
            <CheckLink check={check}>{title}</CheckLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
