import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Duties, DutyFacts, DutyResult } from '#contract'
import { dutiesQuery, sayDutyFacts, settleDuty } from '../../../api/duties.ts'
import { keyOf } from '../../../api/incidents.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { complain, tell } from '../../../components/notices.ts'
import { Waiting } from '../../../components/Waiting.tsx'
import { counted } from '../../../format.ts'
import { Downloads } from '../Downloads.tsx'
import { useRoom } from '../room.ts'
import { DutyCard } from './DutyCard.tsx'
import './duties.css'
import { FactsForm } from './FactsForm.tsx'

/** Whom law and contract ask to tell, by when, in which order; never legal advice. */
export function DutiesView() {
  const { place, view, mayWork } = useRoom()
  const { data, error, refetch } = useQuery(dutiesQuery(place, view.id))
  const client = useQueryClient()
  const keep = async (after: Duties) => {
    client.setQueryData(dutiesQuery(place, view.id).queryKey, after)
    await client.invalidateQueries({ queryKey: keyOf(place, view.id), exact: true })
  }
  const saying = useMutation({
    mutationFn: (facts: DutyFacts) => sayDutyFacts(place, view.id, facts),
    onSuccess: async (after) => {
      await keep(after)
      tell('Kept. The lists below follow from it.')
    },
  })
  const settling = useMutation({
    mutationFn: ({ duty, ...word }: { duty: string; status: 'done'; note: string }) =>
      settleDuty(place, view.id, duty, word),
    onSuccess: keep,
    onError: (problem) => complain('Not written down', problem),
  })
  return (
    <section className="stack-wide" aria-labelledby="duties-title">
      <div className="stack-tight">
        <h2 id="duties-title">Whom to tell by law and contract</h2>
        <p className="soft">
          {data?.notice ?? 'Rules as data, not legal advice.'} What nobody knows stays open; nothing is
          guessed.
        </p>
      </div>
      {error && !data && <ErrorPanel error={error} retry={() => refetch()} />}
      {!data && !error && <Waiting lines={4} height={90} what="Looking up the rules" />}
      {data && (
        <>
          <Due
            duties={data}
            mayWork={mayWork}
            busy={settling.isPending}
            settle={(duty, status, note) => settling.mutate({ duty, status: status as 'done', note })}
          />
          {mayWork && (
            <section className="panel stack" aria-labelledby="facts-title">
              <h2 id="facts-title">What decides it</h2>
              <FactsForm
                key={JSON.stringify(data.facts)}
                duties={data}
                busy={saying.isPending}
                error={saying.error}
                save={(facts) => saying.mutate(facts)}
              />
            </section>
          )}
          <MayBeDue duties={data} />
          <NotDue duties={data} />
        </>
      )}
    </section>
  )
}

interface DueProps {
  readonly duties: Duties
  readonly mayWork: boolean
  readonly busy: boolean
  readonly settle: (duty: string, status: string, note: string) => void
}

function Due({ duties, mayWork, busy, settle }: DueProps) {
  const { due, holds, next } = duties
  return (
    <section className="stack" aria-labelledby="due-title">
      <div className="row-apart">
        <h2 id="due-title">{due.length === 0 ? 'Nothing is due by what is known' : `Due: ${due.length}`}</h2>
        {due.length > 0 && <Downloads files={[['deadlines.ics', 'Deadlines for a calendar']]} />}
      </div>
      {holds.map(({ by, text }) => (
        <p key={by} className="duty-hold tone-watch">
          Law enforcement first: {text}
        </p>
      ))}
      {due.map((duty) => (
        <DutyCard
          key={duty.id}
          duty={duty}
          duties={duties}
          next={duty.id === next}
          mayWork={mayWork}
          busy={busy}
          settle={(status, note) => settle(duty.id, status, note)}
        />
      ))}
    </section>
  )
}

/** By the question that settles them: one answer may settle many. */
function MayBeDue({ duties: { mayBeDue } }: { duties: Duties }) {
  const groups = new Map<string, DutyResult[]>()
  for (const duty of mayBeDue) {
    const question = duty.question ?? ''
    groups.set(question, [...(groups.get(question) ?? []), duty])
  }
  if (mayBeDue.length === 0) return null
  return (
    <section className="stack" aria-labelledby="may-title">
      <h2 id="may-title">May be due: {mayBeDue.length}</h2>
      {[...groups]
        .sort((a, b) => b[1].length - a[1].length)
        .map(([question, duties]) => (
          <details key={question} className="panel">
            <summary>
              {question} <span className="faint">settles {counted(duties.length, 'notice')}</span>
            </summary>
            <ul className="duty-list">
              {duties.map(({ id, title, recipient, deadline }) => (
                <li key={id}>
                  <strong>{title}</strong>: {recipient}. <span className="soft">{deadline}</span>
                </li>
              ))}
            </ul>
          </details>
        ))}
    </section>
  )
}

function NotDue({ duties: { notDue } }: { duties: Duties }) {
  if (notDue.length === 0) return null
  return (
    <details className="panel">
      <summary>Not due, and why: {notDue.length}</summary>
      <ul className="duty-list">
        {notDue.map(({ id, title, reason }) => (
          <li key={id}>
            {title}: <span className="soft">{reason || 'an exception is claimed by nobody'}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
