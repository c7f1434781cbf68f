import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { investigationQuery, isRunning } from '../../api/investigations.ts'
import { type Place, usePlace } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { FailurePanel } from './FailurePanel.tsx'
import './investigation.css'
import { ProgressPanel } from './ProgressPanel.tsx'

const VerdictPage = lazy(() =>
  import('../verdict/VerdictPage.tsx').then((page) => ({ default: page.VerdictPage })),
)

export function InvestigationPage() {
  const { id } = useParams({ from: '/inside/investigations/$id' })
  const place = usePlace()
  if (!place) return null
  return <Investigation place={place} id={id} />
}

function Investigation({ place, id }: { place: Place; id: string }) {
  const [original, setOriginal] = useState(false)
  const { data, error, refetch } = useQuery({
    ...investigationQuery(place, id, original),
    placeholderData: keepPreviousData,
  })
  useEffect(() => {
    if (data) document.title = `${data.title} · Ringfence`
  }, [data])

  if (error && !data) {
    return (
      <div className="page-frame stack">
        <Back />
        <h1>This investigation could not be opened</h1>
        <ErrorPanel error={error} retry={() => refetch()} />
      </div>
    )
  }
  if (!data) {
    return (
      <div className="page-frame">
        <Waiting lines={3} height={150} what="Loading the investigation" />
      </div>
    )
  }
  if (data.result) {
    return (
      <Suspense
        fallback={
          <div className="page-frame">
            <Waiting lines={3} height={150} what="Loading the verdict" />
          </div>
        }
      >
        <VerdictPage
          place={place}
          view={data}
          verdict={data.result}
          original={original}
          showOriginal={setOriginal}
        />
      </Suspense>
    )
  }
  return (
    <div className="page-frame stack">
      <Back />
      {isRunning(data) ? (
        <ProgressPanel place={place} view={data} />
      ) : (
        <FailurePanel place={place} view={data} />
      )}
    </div>
  )
}

function Back() {
  return (
    <p className="faint">
      <Link to="/investigations">Investigations</Link>
    </p>
  )
}
