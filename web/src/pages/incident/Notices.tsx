import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { IncidentNotices, NoticeView } from '#contract'
import { noticesQuery } from '../../api/notices.ts'
import { mayAnywhere, sessionQuery } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Moment } from '../../components/Moment.tsx'
import { type Column, Records } from '../../components/Records.tsx'
import { Tag } from '../../components/Tag.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { ExposedData } from './ExposedData.tsx'
import { useRoom } from './room.ts'
import { SendNotices } from './SendNotices.tsx'

/** Who was told, who has read it, and telling more. */
export function Notices() {
  const { place, view } = useRoom()
  const { data, error, refetch } = useQuery(noticesQuery(place, view.id))
  const { data: session } = useQuery(sessionQuery)
  const maySend = mayAnywhere(session, 'notices.send')
  return (
    <section className="panel stack" aria-labelledby="notices-title">
      <div className="row-apart">
        <h3 id="notices-title">Who was told</h3>
        <Link to="/settings/notifications">People and channels</Link>
      </div>
      {error && !data && <ErrorPanel error={error} retry={() => refetch()} />}
      {!data && !error && <Waiting lines={2} what="Loading the notices" />}
      {data && (
        <>
          <Telling telling={data.telling} zone={view.zone} />
          {data.notices.length > 0 && (
            <Records
              label="Notices"
              rows={data.notices}
              columns={columnsOf(view.zone)}
              keyOf={({ id }) => id}
            />
          )}
          {maySend && <SendNotices told={data.telling !== null} />}
          {maySend && <ExposedData known={data.telling?.data ?? []} />}
        </>
      )}
    </section>
  )
}

function Telling({ telling, zone }: { telling: IncidentNotices['telling']; zone: string }) {
  if (telling === null) return <p className="soft">Nobody was told yet.</p>
  const { acknowledgedAt, nextUpdateAt, escalated } = telling
  return (
    <p>
      {acknowledgedAt ? (
        <>
          Acknowledged <Moment at={acknowledgedAt} zone={zone} />.
        </>
      ) : (
        `Nobody in charge has acknowledged yet${escalated > 0 ? '; others were asked' : ''}.`
      )}{' '}
      {nextUpdateAt && (
        <>
          The next update is due <Moment at={nextUpdateAt} zone={zone} />.
        </>
      )}
    </p>
  )
}

const stages: Readonly<Record<NoticeView['stage'], string>> = {
  'first-hour': 'First notice',
  update: 'Update',
  closure: 'Closure',
  escalation: 'Escalation',
  reminder: 'Reminder',
  drift: 'News of an audit',
  spend: 'News of the phone budget',
  deadline: 'A deadline',
  firmware: 'Firmware to be brought up',
  test: 'Test',
}

const columnsOf = (zone: string): readonly Column<NoticeView>[] => [
  { title: 'Who', lead: true, cell: ({ name }) => name, sort: ({ name }) => name },
  { title: 'What', cell: ({ stage, subject }) => <span title={subject}>{stages[stage]}</span> },
  {
    title: 'Became of it',
    wide: true,
    cell: (notice) => <Became notice={notice} zone={zone} />,
    sort: ({ state }) => state,
  },
]

function Became({ notice, zone }: { notice: NoticeView; zone: string }) {
  const { state, sentAt, acknowledgedAt, error, attempts } = notice
  if (acknowledgedAt)
    return (
      <>
        <Tag tone="safe">Read</Tag> <Moment at={acknowledgedAt} zone={zone} short />
      </>
    )
  if (state === 'sent' && sentAt)
    return (
      <>
        <Tag tone="unknown">Sent</Tag> <Moment at={sentAt} zone={zone} short />
      </>
    )
  if (state === 'failed')
    return (
      <>
        <Tag tone="loss">Failed</Tag> {error}
      </>
    )
  return (
    <>
      <Tag tone="watch">{attempts > 0 ? 'Trying again' : 'On its way'}</Tag> {error}
    </>
  )
}
