import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { IncidentHead } from '#contract'
import { incidentsQuery } from '../../api/incidents.ts'
import { type Place, usePlace } from '../../api/session.ts'
import { BreachButton } from '../../components/BreachButton.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Moment } from '../../components/Moment.tsx'
import { type Column, Records } from '../../components/Records.tsx'
import { Tag } from '../../components/Tag.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { exactMoney } from '../../format.ts'
import { kindWords } from '../../words.ts'
import { severityWords, stateWords } from '../incident/words.ts'

const here = Intl.DateTimeFormat().resolvedOptions().timeZone

export function IncidentsPage() {
  const place = usePlace()
  useEffect(() => {
    document.title = 'Incidents · Ringfence'
  }, [])
  if (!place) return null
  return (
    <div className="page-frame stack-wide">
      <div className="row-apart">
        <div className="stack-tight">
          <h1>Incidents</h1>
          <p className="soft">
            A breach, from the first minute to closed: what to do, who did it, what shows it.
          </p>
        </div>
        <BreachButton place={place} />
      </div>
      <List place={place} />
    </div>
  )
}

function List({ place }: { place: Place }) {
  const { data, error, refetch } = useQuery(incidentsQuery(place))
  if (error && !data) return <ErrorPanel error={error} retry={() => refetch()} />
  if (!data) return <Waiting lines={3} what="Loading the incidents" />
  if (data.incidents.length === 0)
    return (
      <section className="panel stack-tight">
        <h2>No incident at this site</h2>
        <p className="soft">
          One is opened by a live alert that is sure, from an investigation that found a breach, or by you:
          with the button above, and without having to know anything.
        </p>
      </section>
    )
  return <Records label="Incidents" rows={data.incidents} columns={columns} keyOf={({ id }) => id} />
}

const columns: readonly Column<IncidentHead>[] = [
  {
    title: 'Incident',
    wide: true,
    lead: true,
    sort: ({ title }) => title,
    cell: ({ id, title }) => (
      <Link to="/incidents/$id" params={{ id }}>
        {title}
      </Link>
    ),
  },
  {
    title: 'State',
    sort: ({ state }) => state,
    cell: ({ state }) => (
      <Tag tone={stateWords[state].tone} live={state === 'open'}>
        {stateWords[state].name}
      </Tag>
    ),
  },
  { title: 'Severity', sort: ({ severity }) => severity, cell: ({ severity }) => severityWords[severity] },
  { title: 'What', sort: ({ kind }) => kind, cell: ({ kind }) => kindWords(kind).name },
  { title: 'Leads it', cell: ({ owner }) => owner?.name ?? <span className="faint">nobody</span> },
  {
    title: 'Opened',
    sort: ({ openedAt }) => openedAt,
    cell: ({ openedAt }) => <Moment at={openedAt} zone={here} />,
  },
  {
    title: 'Loss',
    number: true,
    sort: ({ exposure }) => exposure.micros,
    cell: ({ exposure }) =>
      exposure.micros === 0 ? <span className="faint">not known</span> : exactMoney(exposure),
  },
]
