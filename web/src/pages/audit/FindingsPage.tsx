import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { AuditChecks } from '#contract'
import { checksQuery } from '../../api/audits.ts'
import { type Place, usePlace } from '../../api/session.ts'
import { type Column, Records } from '../../components/Records.tsx'
import { Tag } from '../../components/Tag.tsx'
import { counted } from '../../format.ts'
import { CheckLink } from './CheckLink.tsx'
import { Loaded } from './Loaded.tsx'
import { useAuditId } from './use-audit.ts'
import { areaWords, severityOrder, severityTone, severityWords, statusTone, statusWords } from './words.ts'

type Row = AuditChecks['checks'][number]
type Filters = { area?: string; status?: string; severity?: string }

/** Every check and how it came out. */
export function FindingsPage() {
  const place = usePlace()
  useEffect(() => {
    document.title = 'Findings · Audit · Ringfence'
  }, [])
  return place && <Findings place={place} />
}

function Findings({ place }: { place: Place }) {
  const query = useQuery(checksQuery(place, useAuditId()))
  const search = useSearch({ from: '/inside/audit/findings' })
  const filters = { status: 'fail', ...search }
  return (
    <Loaded query={query} what="Loading the findings">
      {({ checks }) => {
        const rows = checks.filter((row) => fits(row, filters))
        return (
          <div className="stack">
            <FilterFields filters={filters} />
            <p className="soft" role="status">
              {counted(rows.length, 'check')} of {checks.length}
            </p>
            {rows.length > 0 ? (
              <section className="panel">
                <Records label="Findings" rows={rows} columns={columns} keyOf={({ check }) => check} every />
              </section>
            ) : (
              <p>No check is like this. Choose less above.</p>
            )}
          </div>
        )
      }}
    </Loaded>
  )
}

const fits = (row: Row, { area, status, severity }: Filters): boolean =>
  (!area || row.area === area) &&
  (!severity || row.severity === severity) &&
  (status === 'accepted' ? row.accepted > 0 : !status || status === 'any' || row.status === status)

function FilterFields({ filters }: { filters: Filters }) {
  const navigate = useNavigate()
  const set = (key: keyof Filters, value: string) =>
    void navigate({
      to: '/audit/findings',
      search: (before) => {
        const { [key]: _gone, ...rest } = before as Filters
        return value === '' ? rest : { ...rest, [key]: value }
      },
      replace: true,
    })
  return (
    <div className="audit-filters">
      <NativeSelect
        label="Outcome"
        value={filters.status ?? 'fail'}
        onChange={({ currentTarget }) => set('status', currentTarget.value)}
        data={[
          ...Object.entries(statusWords).map(([value, label]) => ({ value, label })),
          { value: 'accepted', label: 'Accepted risks' },
          { value: 'any', label: 'Any' },
        ]}
      />
      <NativeSelect
        label="Severity"
        value={filters.severity ?? ''}
        onChange={({ currentTarget }) => set('severity', currentTarget.value)}
        data={options(severityWords)}
      />
      <NativeSelect
        label="Area"
        value={filters.area ?? ''}
        onChange={({ currentTarget }) => set('area', currentTarget.value)}
        data={options(areaWords)}
      />
    </div>
  )
}

const options = (words: Readonly<Record<string, string>>) => [
  { value: '', label: 'Any' },
  ...Object.entries(words).map(([value, label]) => ({ value, label })),
]

const columns: readonly Column<Row>[] = [
  {
    title: 'What should be so',
    lead: true,
    sort: ({ title }) => title,
    cell: ({ check, title }) => <CheckLink check={check}>{title}</CheckLink>,
  },
  {
    title: 'Outcome',
    sort: ({ status }) => status,
    cell: ({ status, appeared }) => (
      <Tag tone={statusTone(status)}>
        {statusWords[status]}
        {appeared > 0 && ', new'}
      </Tag>
    ),
  },
  {
    title: 'Severity',
    sort: ({ severity }) => severityOrder.indexOf(severity),
    cell: ({ severity, status }) =>
      status === 'fail' ? (
        <Tag tone={severityTone(severity)}>{severityWords[severity]}</Tag>
      ) : (
        <span className="faint">{severityWords[severity]}</span>
      ),
  },
  { title: 'Area', sort: ({ area }) => areaWords[area], cell: ({ area }) => areaWords[area] },
  {
    title: 'Places',
    number: true,
    sort: ({ places }) => places,
    cell: ({ places, accepted }) =>
      places === 0 ? '–' : accepted > 0 ? `${places}, ${accepted} accepted` : places,
  },
  { title: 'Check', cell: ({ check }) => <span className="number">{check}</span> },
]
