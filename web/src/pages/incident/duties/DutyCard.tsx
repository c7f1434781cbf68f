import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Duties, DutyResult } from '#contract'
import { CopyButton } from '../../../components/CopyButton.tsx'
import { Moment } from '../../../components/Moment.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { span } from '../../../format.ts'
import { settledWords } from './words.ts'

type Status = NonNullable<DutyResult['settled']>['status']

interface Props {
  readonly duty: DutyResult
  readonly duties: Duties
  readonly next: boolean
  readonly mayWork: boolean
  readonly busy: boolean
  readonly settle: (status: Status, note: string) => void
}

/** One notice that is due: to whom, by when and by which clock, what it must hold, and what became of it. */
export function DutyCard({ duty, duties, next, mayWork, busy, settle }: Props) {
  const { title, recipient, applies, settled, signedOff, unverified } = duty
  return (
    <article className={`panel stack-tight ${next ? 'incident-task-next' : ''}`} aria-label={title}>
      <div className="head-row">
        <h3>{title}</h3>
        <span className="row">
          {unverified && <Tag tone="watch">Rule not verified</Tag>}
          {signedOff && <Tag tone="safe">Signed off</Tag>}
          <Tag tone={settled ? 'safe' : 'loss'}>
            {settled ? settledWords[settled.status] : next ? 'Next' : 'Due'}
          </Tag>
        </span>
      </div>
      {!title.endsWith(recipient) && (
        <p>
          <strong>{recipient}</strong>
        </p>
      )}
      <When duty={duty} duties={duties} />
      <p className="soft">{applies}</p>
      {[settled, signedOff].map(
        (word) =>
          word && (
            <p key={word.status}>
              {settledWords[word.status]}: “{word.note}”{' '}
              <span className="faint">
                {word.by.name}, <Moment at={word.at} zone={duties.zone} />
              </span>
            </p>
          ),
      )}
      <details className="incident-how">
        <summary>The rule, and a draft</summary>
        <div className="stack-tight">
          <p>
            {duty.deadline}.{' '}
            <a href={duty.url} target="_blank" rel="noreferrer">
              {duty.citation}
            </a>
            , as of {duty.asOf}.
          </p>
          {duty.note && <p className="soft">{duty.note}</p>}
          <pre className="incident-commands">{duty.draft}</pre>
          <div>
            <CopyButton text={duty.draft} label="Copy the draft" />
          </div>
        </div>
      </details>
      {mayWork && <Settle duty={duty} busy={busy} settle={settle} />}
    </article>
  )
}

function When({ duty, duties }: { duty: DutyResult; duties: Duties }) {
  const { dueAt, clockQuestion, clockFrom, settled, after } = duty
  const late = dueAt !== null && !settled && Date.parse(dueAt) < Date.now()
  const names = after.flatMap((id) => duties.due.find((one) => one.id === id)?.title ?? [])
  return (
    <>
      <p>
        {dueAt ? (
          <>
            By <Moment at={dueAt} zone={duties.zone} />{' '}
            {!settled && (
              <strong className={late ? 'duty-late' : ''}>
                {late
                  ? `${span(dueAt, new Date().toISOString())} late`
                  : `${span(new Date().toISOString(), dueAt)} left`}
              </strong>
            )}
          </>
        ) : clockQuestion ? (
          <>
            No date yet: the clock runs from {clockFrom.replaceAll('_', ' ')}, and nobody said when that was.
          </>
        ) : (
          'Without delay.'
        )}
      </p>
      {duty.notBefore !== undefined && (
        <p className="duty-late">
          Not before{' '}
          {duty.notBefore ? (
            <Moment at={duty.notBefore} zone={duties.zone} />
          ) : (
            'law enforcement has been told and its time is over'
          )}
          .
        </p>
      )}
      {names.length > 0 && <p className="faint">First: {names.join('; ')}.</p>}
    </>
  )
}

function Settle({ duty, busy, settle }: Pick<Props, 'duty' | 'busy' | 'settle'>) {
  const [note, setNote] = useState('')
  const { settled, signedOff, title } = duty
  const say = (status: Status) => {
    settle(status, note)
    setNote('')
  }
  if (settled && signedOff)
    return (
      <div>
        <Button size="compact-sm" variant="subtle" disabled={busy} onClick={() => settle('open', '')}>
          Take it back
        </Button>
      </div>
    )
  const empty = note.trim() === ''
  return (
    <details className="incident-how">
      <summary aria-label={`Write down what was done: ${title}`}>Write down what was done</summary>
      <div className="stack-tight incident-form">
        <Textarea
          label="What proves it, or why nobody is told"
          description="By which way, when, to whom, under which number; or the reason and who decided"
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className="row">
          {!settled && (
            <>
              <Button size="sm" disabled={busy || empty} onClick={() => say('done')}>
                It was given
              </Button>
              <Button
                size="sm"
                variant="default"
                disabled={busy || empty}
                onClick={() => say('not-to-be-told')}
              >
                Decided not to tell
              </Button>
            </>
          )}
          {!signedOff && (
            <Button size="sm" variant="default" disabled={busy || empty} onClick={() => say('signed-off')}>
              Counsel signed it off
            </Button>
          )}
          {(settled || signedOff) && (
            <Button size="sm" variant="subtle" disabled={busy} onClick={() => settle('open', '')}>
              Take it back
            </Button>
          )}
        </div>
      </div>
    </details>
  )
}
