import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { SiteFigures } from '#contract'
import { usePlace } from '../../api/session.ts'
import { overviewQuery } from '../../api/sites.ts'
import { BreachButton } from '../../components/BreachButton.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { count, counted, money } from '../../format.ts'
import { NeedList } from './NeedList.tsx'
import { needs } from './needs.ts'
import './overview.css'
import { SiteTable } from './SiteTable.tsx'

export function OverviewPage() {
  const place = usePlace()
  const { data, error, refetch } = useQuery(overviewQuery)
  useEffect(() => {
    document.title = 'Overview · Ringfence'
  }, [])
  if (error && !data) {
    return (
      <div className="page-frame stack">
        <h1>Overview</h1>
        <ErrorPanel error={error} retry={() => refetch()} />
      </div>
    )
  }
  if (!data) {
    return (
      <div className="page-frame">
        <Waiting lines={3} height={120} what="Loading the overview" />
      </div>
    )
  }
  const { sites } = data
  const waiting = needs(sites)
  const nothing = sites.every(({ investigations }) => investigations === 0)
  return (
    <div className="page-frame stack-wide">
      <div className="row-apart">
        <h1>Overview</h1>
        {place && <BreachButton place={place} />}
      </div>
      {error && <ErrorPanel error={error} retry={() => refetch()} />}
      {nothing ? <Beginning sites={sites} /> : <Figures sites={sites} />}
      {(!nothing || waiting.some(({ to }) => to === 'incident')) && (
        <NeedList needs={waiting} many={sites.length > 1} />
      )}
      {(sites.length > 1 || !nothing) && <SiteTable sites={sites} />}
    </div>
  )
}

/** Loss added up, one amount a currency. */
function lossOf(sites: readonly SiteFigures[]) {
  const sums = new Map<string, number>()
  for (const { micros, currency } of sites.flatMap(({ loss }) => loss))
    sums.set(currency, (sums.get(currency) ?? 0) + micros)
  return [...sums].map(([currency, micros]) => ({ currency, micros })).sort((a, b) => b.micros - a.micros)
}

function Figures({ sites }: { sites: readonly SiteFigures[] }) {
  const sum = (of: (site: SiteFigures) => number) => sites.reduce((total, site) => total + of(site), 0)
  const losses = lossOf(sites)
  const goingOn = sum((site) => site.goingOn)
  const underWay = sum((site) => site.underWay)
  return (
    <dl className="figures">
      <div className={goingOn > 0 ? 'figure tone-loss' : 'figure tone-unknown'}>
        <dt>Incidents going on</dt>
        <dd className="figure-value number">{count(goingOn)}</dd>
        <dd className="faint">
          of{' '}
          {counted(
            sum((site) => site.incidents),
            'incident',
          )}{' '}
          found, when their records ended
        </dd>
      </div>
      <div className="figure tone-unknown">
        <dt>Loss found</dt>
        {losses.length === 0 ? (
          <dd className="figure-value number">{count(0)}</dd>
        ) : (
          losses.slice(0, 3).map((loss) => (
            <dd key={loss.currency} className="figure-value number">
              {money(loss)}
            </dd>
          ))
        )}
        <dd className="faint">likely value, all incidents, each counted once</dd>
      </div>
      <div className="figure tone-unknown">
        <dt>{sites.length === 1 ? 'Investigations' : 'Sites'}</dt>
        <dd className="figure-value number">
          {count(sites.length === 1 ? sum((site) => site.investigations) : sites.length)}
        </dd>
        <dd className="faint">
          {sites.length === 1
            ? underWay > 0
              ? `${count(underWay)} being read now`
              : 'none being read now'
            : `${counted(
                sum((site) => site.investigations),
                'investigation',
              )}, ${count(underWay)} being read now`}
        </dd>
      </div>
    </dl>
  )
}

/** Nothing was ever read: what to do next, and why. */
function Beginning({ sites }: { sites: readonly SiteFigures[] }) {
  const [first] = sites
  return (
    <section className="panel stack" aria-labelledby="begin-title">
      <div className="stack-tight">
        <h2 id="begin-title">Nothing has been read yet</h2>
        <p className="soft">
          Give Ringfence the call log of a phone system. It says whether there was a breach, whether it is
          still going on, and what it cost. If you fear a breach now, press the red button first: it says what
          to do while somebody looks for the log.
        </p>
      </div>
      <div className="row">
        <Button component={Link} to="/investigations">
          Read a call log
        </Button>
        {first && !first.configured && (
          <Button
            variant="default"
            component={Link}
            to="/settings/sites/$customer/$site"
            params={{ customer: first.customer, site: first.site } as never}
          >
            Set up {sites.length === 1 ? 'the site' : first.name}
          </Button>
        )}
      </div>
    </section>
  )
}
