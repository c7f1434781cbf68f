import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { CheckView } from '#contract'
import { checkQuery } from '../../api/audits.ts'
import { type Place, usePlace } from '../../api/session.ts'
import { Tag } from '../../components/Tag.tsx'
import { AcceptForm } from './AcceptForm.tsx'
import { Attest } from './Attest.tsx'
import { FoundOn } from './FoundOn.tsx'
import { Loaded } from './Loaded.tsx'
import { useAuditId, useMayHere } from './use-audit.ts'
import { areaWords, effortWords, severityTone, severityWords, statusTone, statusWords } from './words.ts'

/** One check: where it fails, why that matters, how to mend it. */
export function FindingPage() {
  const place = usePlace()
  const { check } = useParams({ from: '/inside/audit/findings/$check' })
  useEffect(() => {
    document.title = `${check} · Audit · Ringfence`
  }, [check])
  return place && <Finding key={check} place={place} check={check} />
}

function Finding({ place, check }: { place: Place; check: string }) {
  const id = useAuditId()
  const query = useQuery(checkQuery(place, id, check))
  return (
    <div className="stack">
      <p className="faint">
        <Link to="/audit/findings" search={(before) => (before.audit ? { audit: before.audit } : {})}>
          Findings
        </Link>{' '}
        <span aria-hidden>/</span> {check}
      </p>
      <Loaded query={query} what="Loading the finding">
        {(view) => <Whole place={place} view={view} isLatest={id === 'latest'} />}
      </Loaded>
    </div>
  )
}

function Whole({ place, view, isLatest }: { place: Place; view: CheckView; isLatest: boolean }) {
  const mayAccept = useMayHere('audits.accept')
  const open = view.on.filter(({ risk }) => risk === null || risk.expired)
  return (
    <>
      <section className="panel stack" aria-labelledby="check-title">
        <div className="stack-tight">
          <h2 id="check-title">{view.title}</h2>
          <div className="row">
            <Tag tone={statusTone(view.status)}>{statusWords[view.status]}</Tag>
            {view.status === 'fail' && (
              <Tag tone={severityTone(view.severity)}>{severityWords[view.severity]}</Tag>
            )}
            <span className="faint">
              {areaWords[view.area]} · {view.check}
              {view.status === 'fail' && ` · takes ${effortWords[view.effort]}`}
            </span>
          </div>
        </div>
        <p className="measure">{view.why}</p>
        {view.status !== 'fail' && view.status !== 'manual' && (
          <p className="soft measure">{view.on[0]?.reason}</p>
        )}
        {(view.requirements.length > 0 || view.reference !== '') && (
          <details className="more">
            <summary>Who else asks for it</summary>
            <ul className="plain-list">
              {view.requirements.map((requirement) => (
                <li key={requirement}>{requirement}</li>
              ))}
              {view.reference !== '' && <li className="soft">Source: {view.reference}</li>}
            </ul>
          </details>
        )}
      </section>
      {view.ask !== null && <Attest place={place} view={view} />}
      {view.status === 'fail' && (
        <FoundOn place={place} view={view} mayTakeBack={mayAccept} isLatest={isLatest} />
      )}
      {view.status === 'fail' && mayAccept && isLatest && open.length > 0 && (
        <AcceptForm place={place} check={view.check} resources={open.map(({ resource }) => resource)} />
      )}
    </>
  )
}
