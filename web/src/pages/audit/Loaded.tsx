import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ApiProblem } from '../../api/client.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { useMayHere } from './use-audit.ts'

interface Props<T> {
  readonly query: UseQueryResult<T>
  readonly what: string
  readonly children: (data: T) => ReactNode
}

/** What an audit says, once it is there; how to make the first where there is none. */
export function Loaded<T>({ query: { data, error, refetch }, what, children }: Props<T>) {
  if (error instanceof ApiProblem && error.code === 'audit-unknown') return <NoneYet />
  if (error) return <ErrorPanel error={error} retry={() => void refetch()} />
  if (data === undefined) return <Waiting lines={3} height={120} what={what} />
  return children(data)
}

function NoneYet() {
  const may = useMayHere('audits.make')
  return (
    <section className="panel stack">
      <h2>Nothing has been audited here yet</h2>
      <p className="soft measure">
        Send the configuration of the phone system, and what the firewall exports. Every answer names the file
        and the line it comes from, and how to mend it.
      </p>
      {may ? (
        <div>
          <Button component={Link} to="/audit/new">
            Make the first audit
          </Button>
        </div>
      ) : (
        <p className="soft">Your role may look, and not start anything.</p>
      )}
    </section>
  )
}
