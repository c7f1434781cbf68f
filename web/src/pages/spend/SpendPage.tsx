import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { SpendView } from '#contract'
import { ratesQuery } from '../../api/rates.ts'
import { mayAt, type Place, sessionQuery, usePlace } from '../../api/session.ts'
import { siteQuery } from '../../api/sites.ts'
import { spendQuery } from '../../api/spend.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Tag } from '../../components/Tag.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { counted, exactMoney } from '../../format.ts'
import { BudgetForm } from './BudgetForm.tsx'
import { Days } from './Days.tsx'
import { lastDay, monthName, standing } from './words.ts'
import './spend.css'

/** What the calls of a site cost this month, beside its budget. */
export function SpendPage() {
  const place = usePlace()
  useEffect(() => {
    document.title = 'Spend · Settings · Ringfence'
  }, [])
  return place && <SiteSpend key={`${place.customer}/${place.site}`} place={place} />
}

function SiteSpend({ place }: { place: Place }) {
  const { data, error, refetch } = useQuery(spendQuery(place))
  const { data: site } = useQuery(siteQuery(place))
  const { data: rates } = useQuery(ratesQuery(place))
  const { data: session } = useQuery(sessionQuery)
  return (
    <div className="stack">
      <div className="stack-tight">
        <h2>Spend of {site?.name ?? 'this site'}</h2>
        <p className="soft">
          What the calls that Ringfence knows of cost this month, by the{' '}
          <Link to="/settings/rates">rates</Link> of the site.
        </p>
      </div>
      {error && <ErrorPanel error={error} retry={() => refetch()} />}
      {!data && !error && <Waiting lines={3} height={80} what="Adding up the calls of this month" />}
      {rates && !rates.deck && (
        <p className="soft">No price list has been imported: these are estimates of typical prices.</p>
      )}
      {data && <Month view={data} />}
      {data && mayAt(session, place, 'sites.write') && (
        <BudgetForm key={String(data.budget?.micros)} place={place} view={data} />
      )}
    </div>
  )
}

function Month({ view }: { view: SpendView }) {
  const { spent, today, forecast, budget, state, others, unpriced, month } = view
  const [tone, words] = standing[state]
  return (
    <section className="panel stack" aria-labelledby="month">
      <div className="row-apart">
        <h3 id="month">{monthName(month)}</h3>
        <Tag tone={tone}>{words}</Tag>
      </div>
      <dl className="spend-figures">
        <Figure name="Spent so far" value={exactMoney(spent)} more={`${exactMoney(today)} of it today`} />
        <Figure
          name={`Expected by ${lastDay(month)}`}
          value={forecast ? exactMoney(forecast) : '–'}
          more={forecast ? 'By what each weekday usually costs' : 'Nothing to learn from yet'}
        />
        <Figure
          name="Budget"
          value={budget ? exactMoney(budget) : 'None'}
          more={budget ? `${Math.round((spent.micros / Math.max(1, budget.micros)) * 100)} % spent` : ''}
        />
      </dl>
      {view.days.some(({ spent }) => spent.micros > 0) && <Days view={view} />}
      {others.length > 0 && (
        <p className="soft">Besides, in other currencies: {others.map(exactMoney).join(', ')}.</p>
      )}
      {unpriced > 0 && (
        <p className="soft">
          {counted(unpriced, 'call')} that no rate covers {unpriced === 1 ? 'is' : 'are'} not in it.
        </p>
      )}
    </section>
  )
}

const Figure = ({ name, value, more }: { name: string; value: string; more: string }) => (
  <div className="stack-tight">
    <dt className="soft">{name}</dt>
    <dd className="spend-figure number">{value}</dd>
    {more !== '' && <dd className="faint">{more}</dd>}
  </div>
)
