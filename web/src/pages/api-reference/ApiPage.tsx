import { TextInput } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { address, request } from '../../api/client.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Mark } from '../../components/Mark.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { counted } from '../../format.ts'
import './api.css'
import { OperationPanel } from './OperationPanel.tsx'
import { type ApiDocument, grouped, operationsOf } from './reference.ts'
import { Said } from './Said.tsx'

const documentQuery = queryOptions({
  queryKey: ['openapi'],
  queryFn: () => request<ApiDocument>('GET', '/openapi.json'),
  staleTime: Number.POSITIVE_INFINITY,
})

/** The API, described by itself: for people who write programs, signed in or not. */
export function ApiPage() {
  const { data, error, refetch } = useQuery(documentQuery)
  useEffect(() => {
    document.title = 'API · Ringfence'
  }, [])
  return (
    <main className="api-frame stack">
      <p className="api-brand">
        <Link to="/">
          <Mark /> Ringfence
        </Link>
      </p>
      <div className="stack-tight">
        <h1>API</h1>
        <p className="soft">
          Everything the console does, by the same addresses. Programs send a token, made under Settings, as{' '}
          <code>authorization: Bearer rf_…</code>. The description itself, for tools:{' '}
          <a href={address('/openapi.json')}>openapi.json</a> (OpenAPI 3.1).
        </p>
      </div>
      {error && <ErrorPanel error={error} retry={() => refetch()} />}
      {!data && !error && <Waiting lines={6} height={56} what="Loading the description" />}
      {data && <Reference document={data} />}
    </main>
  )
}

function Reference({ document: api }: { document: ApiDocument }) {
  const [typed, setTyped] = useState('')
  const operations = useMemo(() => operationsOf(api), [api])
  const groups = grouped(operations, typed)
  const shown = groups.reduce((sum, [, list]) => sum + list.length, 0)
  // A link to one of them opens it.
  useEffect(() => {
    const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (!(wanted instanceof HTMLDetailsElement)) return
    wanted.open = true
    wanted.scrollIntoView({ block: 'start' })
  }, [])
  return (
    <>
      {api.info.description && (
        <p className="soft">
          <Said text={api.info.description} />
        </p>
      )}
      <TextInput
        label="Find"
        type="search"
        placeholder="calls csv, controls.act, POST …"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <p className="faint" role="status">
        {counted(shown, 'address', 'addresses')}
      </p>
      {groups.map(([tag, list]) => (
        <section key={tag} className="panel stack-tight" aria-labelledby={`tag-${tag}`}>
          <h2 id={`tag-${tag}`} className="api-tag">
            {tag}
          </h2>
          {list.map((operation) => (
            <OperationPanel key={operation.id} operation={operation} document={api} />
          ))}
        </section>
      ))}
    </>
  )
}
