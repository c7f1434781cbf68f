import { useQuery } from '@tanstack/react-query'
import { automaticQuery, policyQuery } from '../../api/policies.ts'
import type { Place } from '../../api/session.ts'
import { ActList } from '../../components/ActList.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { PlacePage } from '../../components/PlacePage.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { counted } from '../../format.ts'
import { PolicyForm } from './PolicyForm.tsx'
import './policies.css'

export function PoliciesPage() {
  return (
    <PlacePage title="Policies" about="What Ringfence may do by itself when something bad goes on.">
      {(place) => <Policies place={place} />}
    </PlacePage>
  )
}

const DAYS = 7

function Policies({ place }: { place: Place }) {
  const { data, error, refetch } = useQuery(policyQuery(place))
  const acts = useQuery(automaticQuery(place, DAYS))
  const list = acts.data?.acts ?? []
  const dry = list.filter(({ dryRun }) => dryRun).length
  return (
    <>
      {error && <ErrorPanel error={error} retry={() => refetch()} />}
      {!data && !error && <Waiting lines={3} height={120} what="Loading the policy" />}
      {data && <PolicyForm place={place} view={data} />}
      <section className="stack" aria-labelledby="week-title">
        <h2 id="week-title">The last week under it</h2>
        {acts.error && <ErrorPanel error={acts.error} retry={() => acts.refetch()} />}
        {acts.data && list.length === 0 && <p className="soft">No alert has met a rule in seven days.</p>}
        {dry > 0 && <p>In the dry run it would have acted {counted(dry, 'time')}.</p>}
        {list.length > 0 && <ActList place={place} acts={list} />}
      </section>
    </>
  )
}
