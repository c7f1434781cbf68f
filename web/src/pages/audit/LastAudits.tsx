import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AuditSummary } from '#contract'
import { auditsQuery } from '../../api/audits.ts'
import type { Place } from '../../api/session.ts'
import { useZone } from '../../api/sites.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Moment } from '../../components/Moment.tsx'
import { type Column, Records } from '../../components/Records.tsx'
import { namesWords } from './words.ts'

/** How the score went, and every audit there was. */
export function LastAudits({ place, shown }: { place: Place; shown: string }) {
  const { data, error, refetch } = useQuery(auditsQuery(place))
  const zone = useZone(place)
  if (error) return <ErrorPanel error={error} retry={() => void refetch()} />
  const items = data?.items ?? []
  const [newest] = items
  const columns: readonly Column<AuditSummary>[] = [
    {
      title: 'When',
      lead: true,
      cell: ({ id, at }) =>
        id === shown ? (
          <Moment at={at} zone={zone} />
        ) : (
          <Link to="/audit" search={id === newest?.id ? {} : { audit: id }}>
            <Moment at={at} zone={zone} />
          </Link>
        ),
    },
    { title: 'Of', wide: true, cell: ({ source }) => namesWords(source.names) },
    { title: 'Score', number: true, cell: ({ score }) => score ?? '–' },
    { title: 'Assessed', number: true, cell: ({ coverage }) => `${coverage} %` },
    { title: 'Fail', number: true, cell: ({ failed }) => failed },
  ]
  return (
    <section className="panel stack" aria-labelledby="last-audits">
      <h2 id="last-audits">The last audits</h2>
      {items.length > 1 && <Line items={items} />}
      <Records label="Audits, newest first" rows={items} columns={columns} keyOf={({ id }) => id} />
    </section>
  )
}

const WIDTH = 600
const HEIGHT = 96
const MOST = 30

/** Score over audits, oldest left; the figures stand in the table below. */
function Line({ items }: { items: readonly AuditSummary[] }) {
  const points = items
    .slice(0, MOST)
    .toReversed()
    .flatMap(({ score }) => score ?? [])
  if (points.length < 2) return null
  const x = (n: number): number => (n / (points.length - 1)) * WIDTH
  const y = (score: number): number => HEIGHT - (score / 100) * HEIGHT
  const [first, last] = [points[0] ?? 0, points.at(-1) ?? 0]
  return (
    <figure className="trend">
      <svg
        viewBox={`-6 -6 ${WIDTH + 12} ${HEIGHT + 12}`}
        role="img"
        aria-label={`Score of the last ${points.length} audits: from ${first} to ${last}`}
        preserveAspectRatio="none"
      >
        {[0, 50, 100].map((mark) => (
          <line key={mark} x1={0} x2={WIDTH} y1={y(mark)} y2={y(mark)} className="trend-mark" />
        ))}
        <polyline points={points.map((score, n) => `${x(n)},${y(score)}`).join(' ')} className="trend-line" />
      </svg>
      <figcaption className="faint">
        From {first} to {last} of 100, over {points.length} audits. Audits of different files are not alike:
        see what was assessed.
      </figcaption>
    </figure>
  )
}
