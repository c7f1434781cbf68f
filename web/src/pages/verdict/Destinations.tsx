import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { Verdict } from '#contract'
import { type Column, Records } from '../../components/Records.tsx'
import { Tag } from '../../components/Tag.tsx'
import { count, countryName, duration, exactMoney } from '../../format.ts'
import { riskWords, signalWords } from '../../words.ts'
import { MarkMenu } from './MarkMenu.tsx'

const WorldMap = lazy(() => import('./WorldMap.tsx').then((part) => ({ default: part.WorldMap })))

type Destination = Verdict['destinations'][number]

const rank = { low: 0, medium: 1, high: 2 }
const tones = { low: 'unknown', medium: 'watch', high: 'loss' } as const

export function Destinations({
  destinations,
  pick,
}: {
  destinations: readonly Destination[]
  pick: (prefix: string) => void
}) {
  const columns: readonly Column<Destination>[] = [
    {
      title: 'Where',
      lead: true,
      sort: ({ country }) => countryName(country),
      cell: ({ country, prefix }) => (
        <button
          type="button"
          className="pick"
          title={`Show the flagged calls to ${prefix}`}
          onClick={() => pick(prefix)}
        >
          {countryName(country)}
        </button>
      ),
    },
    {
      title: 'Numbers',
      sort: ({ prefix }) => prefix,
      cell: ({ prefix }) => <span className="number">{prefix}…</span>,
    },
    {
      title: 'Risk',
      sort: ({ risk }) => rank[risk],
      cell: ({ risk, riskClass }) => (
        <span title={`${signalWords(riskClass).name}: ${signalWords(riskClass).means}`}>
          <Tag tone={tones[risk]}>{riskWords[risk]}</Tag>
        </span>
      ),
    },
    { title: 'Calls', number: true, sort: ({ calls }) => calls, cell: ({ calls }) => count(calls) },
    {
      title: 'Talk time',
      number: true,
      sort: (row) => row.billableSeconds,
      cell: (row) => duration(row.billableSeconds),
    },
    {
      title: 'Loss',
      number: true,
      sort: (row) => row.exposure.micros,
      cell: (row) => exactMoney(row.exposure),
    },
    {
      title: '',
      cell: ({ country, prefix }) => (
        <MarkMenu
          about={`calls to ${prefix}`}
          choices={[
            {
              words: `Every call to ${countryName(country)}, ${prefix}…`,
              mark: { what: 'prefix', value: prefix },
            },
          ]}
        />
      ),
    },
  ]
  return (
    <section id="destinations" className="panel stack" aria-labelledby="destinations-title">
      <h2 id="destinations-title">Where the calls went</h2>
      <Suspense fallback={<Skeleton className="world-waiting" />}>
        <WorldMap
          destinations={[...destinations]}
          pick={(country) => pick(destinations.find((row) => row.country === country)?.prefix ?? '')}
        />
      </Suspense>
      <Records
        label="Destinations"
        rows={destinations}
        columns={columns}
        keyOf={({ prefix, country }) => prefix + country}
      />
    </section>
  )
}
