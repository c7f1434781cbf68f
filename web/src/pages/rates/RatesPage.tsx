import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { DeckSummary, SiteRates } from '#contract'
import { ratesQuery, removeRates } from '../../api/rates.ts'
import { mayAt, type Place, sessionQuery, usePlace } from '../../api/session.ts'
import { siteQuery } from '../../api/sites.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import { Waiting } from '../../components/Waiting.tsx'
import { counted, instant } from '../../format.ts'
import { AskDialog } from '../settings/AskDialog.tsx'
import { ImportPanel } from './ImportPanel.tsx'
import { TrialPanel } from './TrialPanel.tsx'
import './rates.css'

/** What the calls of a site cost. */
export function RatesPage() {
  const place = usePlace()
  useEffect(() => {
    document.title = 'Rates · Settings · Ringfence'
  }, [])
  return place && <SitesRates key={`${place.customer}/${place.site}`} place={place} />
}

function SitesRates({ place }: { place: Place }) {
  const { data, error, refetch } = useQuery(ratesQuery(place))
  const { data: site } = useQuery(siteQuery(place))
  const { data: session } = useQuery(sessionQuery)
  const may = mayAt(session, place, 'sites.write')
  return (
    <div className="stack">
      <div className="stack-tight">
        <h2>Rates of {site?.name ?? 'this site'}</h2>
        <p className="soft">
          What your carrier charges for a minute, by number. With it a loss is exact; without it, an estimate
          with a low and a high end.
        </p>
      </div>
      {error && <ErrorPanel error={error} retry={() => refetch()} />}
      {!data && !error && <Waiting lines={2} height={90} what="Loading the rates" />}
      {data && <InForce place={place} rates={data} may={may} />}
      {data && <TrialPanel place={place} />}
      {data && may && <ImportPanel place={place} deck={data.deck} />}
    </div>
  )
}

function InForce({ place, rates, may }: { place: Place; rates: SiteRates; may: boolean }) {
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => removeRates(place),
    onSuccess: (left) => {
      client.setQueryData(ratesQuery(place).queryKey, left)
      setAsking(false)
      tell('The built-in estimate prices calls from now on.')
    },
  })
  return (
    <section className="panel stack" aria-labelledby="in-force">
      <div className="row-apart">
        <h3 id="in-force">In force</h3>
        {may && rates.deck && (
          <Button variant="default" size="sm" onClick={() => setAsking(true)}>
            Remove the price list
          </Button>
        )}
      </div>
      <p>{rates.deck ? words(rates.deck) : 'The built-in estimate. No price list has been imported.'}</p>
      {asking && (
        <AskDialog
          title="Remove the price list?"
          act="Remove it"
          danger
          work={remove}
          go={() => remove.mutate()}
          close={() => setAsking(false)}
        >
          Calls are then priced by the built-in estimate. Verdicts that stand keep their figures. To undo it,
          import the list again.
        </AskDialog>
      )}
    </section>
  )
}

function words({ rows, prefixes, currency, ahead, nextChange }: DeckSummary): string {
  const list = `A price list of ${counted(rows, 'row')} for ${counted(prefixes, 'prefix', 'prefixes')}, in ${currency}.`
  if (nextChange === null) return list
  return `${list} ${counted(ahead, 'row')} ${ahead === 1 ? 'is' : 'are'} not in force yet, the next from ${instant(nextChange, 'UTC')} UTC.`
}
