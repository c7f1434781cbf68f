import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { InvestigationView, MarkJson, Verdict } from '#contract'
import { takeMarkBack } from '../../api/marks.ts'
import type { Place } from '../../api/session.ts'
import { Moment } from '../../components/Moment.tsx'
import { complain } from '../../components/notices.ts'
import { Tag } from '../../components/Tag.tsx'
import { changeWords, markWords } from './marks.ts'

interface Props {
  readonly place: Place
  readonly view: InvestigationView
  readonly verdict: Verdict
  readonly mayMark: boolean
  readonly original: boolean
  readonly showOriginal: (original: boolean) => void
}

/** What people said of these calls, what it changed, and the way back. */
export function Marks({ place, view, verdict, mayMark, original, showOriginal }: Props) {
  const { marks, change, revised, judgingAgain } = view
  if (marks.length === 0) return null
  return (
    <section id="marks" className="panel stack" aria-labelledby="marks-title">
      <div className="row-apart">
        <h2 id="marks-title">What you said, and what it changed</h2>
        {judgingAgain && (
          <Tag tone="watch" live>
            Judging again
          </Tag>
        )}
      </div>
      <div role="status" className="stack-tight">
        {judgingAgain ? (
          <p className="soft">
            The records are being read again with what you said. This page follows by itself.
          </p>
        ) : (
          change && changeWords(change, verdict.ongoing).map((words) => <p key={words}>{words}</p>)
        )}
      </div>
      <ul className="marks" aria-label="Marks, newest first">
        {marks.map((mark) => (
          <MarkRow
            key={mark.id}
            place={place}
            view={view}
            mark={mark}
            zone={verdict.site.timezone}
            mayMark={mayMark}
          />
        ))}
      </ul>
      {(revised || original) && (
        <div>
          <Button variant="default" size="sm" onClick={() => showOriginal(!original)}>
            {original ? 'Show it with the marks' : 'Show the first verdict'}
          </Button>
        </div>
      )}
    </section>
  )
}

function MarkRow({
  place,
  view,
  mark,
  zone,
  mayMark,
}: {
  place: Place
  view: InvestigationView
  mark: MarkJson
  zone: string
  mayMark: boolean
}) {
  const client = useQueryClient()
  const back = useMutation({
    mutationFn: () => takeMarkBack(place, view.id, mark.id),
    onSuccess: () =>
      client.invalidateQueries({ queryKey: ['investigation', place.customer, place.site, view.id] }),
    onError: (error) => complain('The mark stands', error),
  })
  return (
    <li>
      <span className={mark.takenBackAt ? 'taken-back soft' : ''}>{markWords(mark)}</span>
      <span className="faint">
        {mark.takenBackAt ? 'taken back ' : 'said '}
        <Moment at={mark.takenBackAt ?? mark.madeAt} zone={zone} />
      </span>
      {!mark.takenBackAt && mayMark && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          loading={back.isPending}
          onClick={() => back.mutate()}
        >
          Take it back
        </Button>
      )}
    </li>
  )
}
